'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type RegisterOptions,
  useForm,
} from 'react-hook-form';
import type { z } from 'zod';
import { refusalOf } from './refusal';

type CallFormOptions<Input extends FieldValues> = {
  /** The input schema of the call. The page shows the messages that the server would return. */
  schema: z.ZodType<unknown, Input>;
  /** Makes the call. An error is shown at its field, or for the whole form. */
  call: (input: Input) => Promise<unknown>;
  values?: DefaultValues<Input>;
  /** Converts the input before it is checked and sent. */
  prepare?: (typed: Input) => Input;
};

/** A form that makes one call. Fields are checked on blur and on submit. The input stays after an error. */
export function useCallForm<Input extends FieldValues>(options: CallFormOptions<Input>) {
  const { schema, call, values, prepare = (typed) => typed } = options;
  // Raw values, as the server parses them itself.
  const judge = zodResolver(schema, undefined, { raw: true });
  const form = useForm<Input>({
    resolver: (typed, context, rest) => judge(prepare(typed), context, rest),
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
      return { ...form.register(name, options), defaultValue };
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

/** For an optional field: an empty text is sent as no value. */
export const emptyIsNothing = {
  setValueAs: (value: string | undefined) => (value?.trim() ? value : undefined),
};
