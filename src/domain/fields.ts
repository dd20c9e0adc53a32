import { z } from 'zod';
import { canonicalId } from './ids';

/** Fields as the API documents them. Their messages name the field and its valid values. */

const CONTROL_CHARACTERS = /\p{Cc}/u;

export function hasControlCharacters(text: string): boolean {
  return CONTROL_CHARACTERS.test(text);
}

/** The message is "is required" for a missing value and `expectation` for an invalid one. */
function typeMessage(field: string, expectation: string) {
  return (issue: { input?: unknown }) =>
    issue.input === undefined || issue.input === null ? `${field} is required` : `${field} ${expectation}`;
}

/** Text of one line, trimmed; lengths are counted in characters, not in UTF-16 units. */
export function text(field: string, max: number) {
  const limited = z
    .string({ error: typeMessage(field, 'must be a string') })
    .trim()
    .min(1, `${field} must be 1 to ${max} characters`)
    .refine((value) => [...value].length <= max, {
      error: `${field} must be 1 to ${max} characters`,
      abort: true,
    });
  return storable(field, limited).meta({ minLength: 1, maxLength: max });
}

/** An id, also in capitals. Any other text stays as it is. */
export function idText(error: Parameters<typeof z.string>[0]) {
  return z.string(error).overwrite(canonicalId);
}

/** The id of a resource. For a malformed id, the use case throws not_found. */
export function idField(field: string) {
  return idText({ error: typeMessage(field, 'must be a string') });
}

/** The id of a resource in a filter. An unknown or malformed one matches nothing. */
export function filterId(field: string) {
  return storable(field, z.string(`${field} must be a string`)).overwrite(canonicalId);
}

/** The values that one filter may have. */
const MOST_VALUES = 100;

/** Any of several values. An empty list is no filter; a single value is a list of one. */
export function anyOf<T extends z.ZodType>(field: string, value: T) {
  const list = z
    .array(value, `${field} must be a list`)
    .max(MOST_VALUES, `${field} must have at most ${MOST_VALUES} values`);
  return optional(z.preprocess((given) => (isSingle(given) ? [given] : given), list));
}

function isSingle(given: unknown): boolean {
  return typeof given === 'string' || typeof given === 'boolean';
}

/** Text of one line that PostgreSQL can store, also as JSON: it refuses a NUL and half a surrogate pair. */
export function storable(field: string, given: z.ZodString) {
  return given
    .refine((value) => !hasControlCharacters(value), `${field} must not contain control characters`)
    .refine((value) => !/\p{Surrogate}/u.test(value), `${field} must be well-formed Unicode`);
}

/** As text, of several lines. */
export function multilineText(field: string, max: number) {
  return z
    .string({ error: typeMessage(field, 'must be a string') })
    .trim()
    .refine((value) => value !== '' && [...value].length <= max, {
      error: `${field} must be 1 to ${max} characters`,
      abort: true,
    })
    .refine(
      (value) => !hasControlCharacters(withoutBreaks(value)),
      `${field} must not contain control characters`,
    )
    .refine((value) => !/\p{Surrogate}/u.test(value), `${field} must be well-formed Unicode`)
    .meta({ minLength: 1, maxLength: max });
}

function withoutBreaks(text: string): string {
  return text.replaceAll('\n', '').replaceAll('\r', '').replaceAll('\t', '');
}

/** A time in RFC 3339, or a date, which begins at midnight UTC. Years have four digits in UTC, too. */
export function time(field: string) {
  const message = `${field} must be a time in RFC 3339, such as 2026-01-31T12:00:00Z, or a date`;
  return z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], message)
    .transform((given) => new Date(given))
    .refine((value) => isYear(value.getUTCFullYear()), message)
    .meta({ examples: ['2026-01-31T12:00:00Z'] });
}

/** Whether PostgreSQL has this year, and RFC 3339 can write it. */
function isYear(year: number): boolean {
  return year >= 1 && year <= 9999;
}

/** Any character that is visible: no control, format, separator, filler or blank Braille pattern. */
const VISIBLE = /[^\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Text of one line, used as a name. It has a visible character, and does not change the direction of nearby text. */
export function visibleText(field: string, max: number) {
  return text(field, max)
    .refine((value) => value === '' || VISIBLE.test(value), `${field} must have a visible character`)
    .refine((value) => !/\p{Bidi_Control}/u.test(value), `${field} must not contain bidirectional controls`);
}

/** A secret that a user types. It is never trimmed. */
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

/** A field that may be absent; null means the same. */
export function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** The id of one resource. */
export const byId = z.object({ id: idField('id') });
export type ById = z.infer<typeof byId>;
