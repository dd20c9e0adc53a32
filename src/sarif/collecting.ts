import type { z } from 'zod';
import { InvalidDocument, type JsonPath, pointerOf } from './json';
import type { Json } from './jsonBuilder';
import { problemOf } from './problems';
import { newRun, type Problem, type Run } from './run';

/** The runs of a document while they are read. */
export type Collecting = {
  readonly runs: Run[];
  readonly problems: Problem[];
  /** How much of them is kept, in characters. */
  kept: number;
  hasVersion: boolean;
  hasRuns: boolean;
};

/** What is kept of rules, files and steps, in characters. Results do not count. */
const MOST_KEPT = 64 * 1024 * 1024;

/**
 * Reads a part of a run. One that is wrong is a problem, and counts as absent.
 * @throws InvalidDocument if all parts together are too large
 */
export function parsePart<T>(
  to: Collecting,
  schema: z.ZodType<T>,
  { value, path }: { value: Json; path: JsonPath },
): T | undefined {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    to.problems.push(problemOf(path, parsed.error));
    return undefined;
  }
  to.kept += JSON.stringify(parsed.data)?.length ?? 0;
  if (to.kept > MOST_KEPT) {
    throw new InvalidDocument(pointerOf(path), 'and all rules and files before it are too large together');
  }
  return parsed.data;
}

/** The run that a way leads through. */
export function runAt({ runs }: Collecting, path: JsonPath): Run {
  return entryOf(runs, Number(path[1]), newRun);
}

/** An entry of a list, which grows up to it. */
export function entryOf<T>(list: T[], index: number, make: () => T): T {
  while (list.length < index) list.push(make());
  const entry = list[index] ?? make();
  list[index] = entry;
  return entry;
}
