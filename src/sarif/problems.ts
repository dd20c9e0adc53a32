import type { z } from 'zod';
import { type JsonPath, pointerOf } from './json';
import type { Problem } from './run';

/** The first thing that is wrong in a value. @param path the way to the value */
export function problemOf(path: JsonPath, error: z.ZodError): Problem {
  const [issue] = error.issues;
  const at = (issue?.path ?? []).map((part) => (typeof part === 'symbol' ? String(part) : part));
  return { pointer: pointerOf([...path, ...at]), what: wordsOf(issue) };
}

/** Zod's own messages read "Invalid input: expected string, received number". */
function wordsOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  if (issue?.code !== 'invalid_type' || !issue.message.startsWith('Invalid input'))
    return issue?.message ?? 'is not valid';
  return `must be ${EXPECTED[issue.expected] ?? issue.expected}`;
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};
