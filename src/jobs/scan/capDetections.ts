import { MAX_PER_FILE, type SecretMatch } from '@/scanner/secrets/result';
import type { CoverageGaps } from './coverage';

/** Whether a file holds so many secrets that not all of them become findings. */
export function isDump(matches: readonly SecretMatch[]): boolean {
  return matches.length > MAX_PER_FILE;
}

/** @returns the secrets of one file that become findings; the coverage records if there are more */
export function capDetections(
  matches: readonly SecretMatch[],
  path: string,
  coverage: CoverageGaps,
): readonly SecretMatch[] {
  if (!isDump(matches)) return matches;
  coverage.addLimit(
    `${path} holds more than ${MAX_PER_FILE} secrets; the first of them are reported. Revoke them all.`,
  );
  return matches.slice(0, MAX_PER_FILE);
}
