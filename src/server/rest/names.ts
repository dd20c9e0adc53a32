import { z } from 'zod';

/** The one mapping between the API's snake_case and the code's camelCase. */

const SNAKE_KEY = /^[a-z][a-z0-9_]*$/;

/** The inverse of camelCase: a number begins a new word too. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]|(?<=[a-z])\d/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Renames an input's fields to the code's names. Fields whose names the API can't have are dropped. */
export function camelKeys(input: Record<string, unknown>): Record<string, unknown> {
  const known = Object.entries(input).filter(([name]) => SNAKE_KEY.test(name));
  return Object.fromEntries(known.map(([name, value]) => [camelCase(name), value]));
}

export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

type Present = (value: unknown) => unknown;

/**
 * Compiles an output schema into a function that writes a value under the API's names.
 * It writes only the schema's fields, in the schema's order. The keys of a record are data, and stay as they are.
 */
export function presenter(schema: z.core.$ZodType): Present {
  if (schema instanceof z.ZodNullable) {
    const present = presenter(schema.unwrap());
    return (value) => (value === null ? null : present(value));
  }
  if (schema instanceof z.ZodOptional) {
    const present = presenter(schema.unwrap());
    return (value) => (value === undefined ? undefined : present(value));
  }
  if (schema instanceof z.ZodArray) {
    const present = presenter(schema.element);
    return (value) => (value as unknown[]).map(present);
  }
  if (schema instanceof z.ZodUnion) {
    const options = schema.options.map((option) => [option, presenter(option)] as const);
    return (value) => {
      const fitting = options.find(([option]) => z.safeParse(option, value).success);
      return fitting ? fitting[1](value) : value;
    };
  }
  if (!(schema instanceof z.ZodObject)) return (value) => value;
  const fields = Object.entries(schema.shape as Record<string, z.core.$ZodType>).map(
    ([name, field]) => [name, snakeCase(name), presenter(field)] as const,
  );
  return (value) => {
    const source = value as Record<string, unknown>;
    return Object.fromEntries(fields.map(([name, key, present]) => [key, present(source[name])]));
  };
}
