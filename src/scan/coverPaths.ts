import type { ScanEngines } from './pool/pool';
import { matchIgnored } from './pool/tasks';

export type CoveredPaths = {
  /** The indexes of the patterns that cover a path, in their order. */
  readonly coveringOf: (path: string) => readonly number[];
  /** The indexes of the patterns that were not applied to all paths. */
  readonly incomplete: readonly number[];
};

/**
 * Finds which patterns cover each path. An engine process matches them, as they are untrusted.
 * @param patterns as in .gitignore, independent of each other; null for none, which covers no path here
 * @throws EngineFault; the signal's reason
 */
export async function coverPaths(
  engines: Pick<ScanEngines, 'runFirst'>,
  patterns: readonly (string | null)[],
  paths: readonly string[],
): Promise<CoveredPaths> {
  const covering = new Map<string, number[]>();
  const incomplete: number[] = [];
  for (const [index, pattern] of patterns.entries()) {
    if (pattern === null) continue;
    const { ignored, shortfalls } = await matchIgnored(engines, Buffer.from(pattern), paths);
    if (shortfalls.length > 0) incomplete.push(index);
    for (const path of ignored) covering.set(path, [...(covering.get(path) ?? []), index]);
  }
  return { coveringOf: (path) => covering.get(path) ?? [], incomplete };
}
