'use client';

import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type RegisterOptions,
  type Resolver,
  useForm,
} from 'react-hook-form';
import type { z } from 'zod';
import { refusalOf } from './refusal';

type CallFormOptions<Input extends FieldValues> = {
  /**
   * Loads the input schema of the call. The page shows the messages that the server would return.
   * It is loaded once a field has the focus: with zod it would be a fifth of a page's script.
   */
  schema: () => Promise<z.ZodType<unknown, Input>>;
  /** Makes the call. An error is shown at its field, or for the whole form. */
  call: (input: Input) => Promise<unknown>;
  values?: DefaultValues<Input>;
  /** Converts the input before it is checked and sent. */
  prepare?: (typed: Input) => Input;
};

/** A form that makes one call. Fields are checked on blur and on submit. The input stays after an error. */
export function useCallForm<Input extends FieldValues>(options: CallFormOptions<Input>) {
  const { schema, call, values, prepare = (typed) => typed } = options;
  const form = useForm<Input>({
    resolver: async (typed, context, rest) => {
      const judge = await resolverOf(schema);
      return judge(prepare(typed), context, rest);
    },
    mode: 'onTouched',
    defaultValues: values,
  });
  const { errors, isSubmitting } = form.formState;

  async function send(input: Input): Promise<void> {
    try {
      await call(input);
    } catch (error) {
      const { field, message, reason } = refusalOf(error);
      // The page asks for the password, so a refusal for that reason is no error of the form.
      if (reason === 'unauthenticated') return;
      const shown = field !== undefined && field in form.getValues();
      form.setError(shown ? (field as Path<Input>) : 'root', { message }, { shouldFocus: true });
    }
  }

  return {
    form,
    /** Connects a control to its field, with its initial value, so that the first rendering shows it. */
    register: (name: Path<Input>, options?: RegisterOptions<Input, Path<Input>>) => {
      const first: unknown = (values as Record<string, unknown> | undefined)?.[name];
      const defaultValue = typeof first === 'string' || typeof first === 'number' ? first : undefined;
      return { ...form.register(name, options), defaultValue, onFocus: () => void resolverOf(schema) };
    },
    submit: form.handleSubmit(send),
    busy: isSubmitting,
    /** The message about a field, as the server would word it. */
    errorOf: (name: Path<Input>): string | undefined =>
      form.getFieldState(name, form.formState).error?.message,
    /** The message about the form as a whole. */
    failure: errors.root?.message,
  };
}

/** Checks input as the server does. Without a network it accepts everything, as the call then fails anyway. */
async function resolverOf<Input extends FieldValues>(
  schema: CallFormOptions<Input>['schema'],
): Promise<Resolver<Input>> {
  try {
    const [{ zodResolver }, loaded] = await Promise.all([import('@hookform/resolvers/zod'), schema()]);
    // Raw values, as the server parses them itself.
    return zodResolver(loaded, undefined, { raw: true });
  } catch {
    return (values) => ({ values, errors: {} });
  }
}

/** For an optional field: an empty text is sent as no value. */
export const emptyIsNothing = {
  setValueAs: (value: string | undefined) => (value?.trim() ? value : undefined),
};
