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
  /** The call's own schema: what it says on the page is what the server would say. */
  schema: z.ZodType<unknown, Input>;
  /** Makes the call. What it throws is told at the field that it is about, or for the form as a whole. */
  call: (input: Input) => Promise<unknown>;
  values?: DefaultValues<Input>;
  /** What is typed as it is to be judged and sent. */
  prepare?: (typed: Input) => Input;
};

/**
 * A form that makes one call. Fields are judged when they are left and when it is sent; whatever is refused, what
 * was typed stays.
 */
export function useCallForm<Input extends FieldValues>(options: CallFormOptions<Input>) {
  const { schema, call, values, prepare = (typed) => typed } = options;
  // Raw: the server parses for itself.
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
      // The page asks for the password by itself; what was refused only for that is not wrong with the form.
      if (reason === 'unauthenticated') return;
      const shown = field !== undefined && field in form.getValues();
      form.setError(shown ? (field as Path<Input>) : 'root', { message }, { shouldFocus: true });
    }
  }

  return {
    form,
    /** Ties a control to its field; with what it begins with, so that the first rendering of the page shows it. */
    register: (name: Path<Input>, options?: RegisterOptions<Input, Path<Input>>) => {
      const first: unknown = (values as Record<string, unknown> | undefined)?.[name];
      const defaultValue = typeof first === 'string' || typeof first === 'number' ? first : undefined;
      return { ...form.register(name, options), defaultValue };
    },
    submit: form.handleSubmit(send),
    busy: isSubmitting,
    /** What is wrong with a field, in the server's words. */
    errorOf: (name: Path<Input>): string | undefined =>
      form.getFieldState(name, form.formState).error?.message,
    /** What is wrong with none of the fields. */
    failure: errors.root?.message,
  };
}

/** For a field that may be left empty: empty means that there is nothing. */
export const emptyIsNothing = {
  setValueAs: (value: string | undefined) => (value?.trim() ? value : undefined),
};
