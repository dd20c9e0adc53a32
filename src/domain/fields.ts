import { z } from 'zod';

/** Fields as the API documents them; the messages name the field and what would be right. */

const CONTROL_CHARACTERS = /\p{Cc}/u;

export function hasControlCharacters(text: string): boolean {
  return CONTROL_CHARACTERS.test(text);
}

/** Says "is required" of what is missing and `expectation` of what is there but wrong. */
function typeMessage(field: string, expectation: string) {
  return (issue: { input?: unknown }) =>
    issue.input === undefined || issue.input === null ? `${field} is required` : `${field} ${expectation}`;
}

/** Text of one line, trimmed; lengths are counted in characters, not in UTF-16 units. */
export function text(field: string, max: number) {
  return z
    .string({ error: typeMessage(field, 'must be a string') })
    .trim()
    .min(1, `${field} must be 1 to ${max} characters`)
    .refine((value) => [...value].length <= max, {
      error: `${field} must be 1 to ${max} characters`,
      abort: true,
    })
    .refine((value) => !hasControlCharacters(value), `${field} must not contain control characters`)
    .refine((value) => !/\p{Surrogate}/u.test(value), `${field} must be well-formed Unicode`)
    .meta({ minLength: 1, maxLength: max });
}

/** All but what leaves no ink: controls, formats, separators, fillers and the blank Braille pattern. */
const VISIBLE = /[^\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Text of one line that people read as a name: it shows something, and does not change the direction of what is beside it. */
export function visibleText(field: string, max: number) {
  return text(field, max)
    .refine((value) => value === '' || VISIBLE.test(value), `${field} must have a visible character`)
    .refine((value) => !/\p{Bidi_Control}/u.test(value), `${field} must not contain bidirectional controls`);
}

/** A secret that somebody types: taken as it is, never trimmed. */
export function secretText(field: string, min: number, max: number) {
  const message = `${field} must be ${min} to ${max} characters`;
  return z
    .string({ error: typeMessage(field, 'must be a string') })
    .refine((value) => [...value].length >= min && [...value].length <= max, message);
}

export function oneOf<const T extends readonly [string, ...string[]]>(field: string, values: T) {
  return z.enum(values, { error: typeMessage(field, `must be one of ${values.join(', ')}`) });
}

export function flag(field: string) {
  return z.boolean({ error: typeMessage(field, 'must be true or false') });
}

export function wholeNumber(field: string, min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .int({ error: typeMessage(field, message) })
    .min(min, `${field} ${message}`)
    .max(max, `${field} ${message}`);
}

/** A field that may be left out; null means the same as absent. */
export function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** What names one thing. A text that is no id names nothing, which is for the use case to say. */
export const byId = z.object({ id: z.string('id must be a string') });
export type ById = z.infer<typeof byId>;
