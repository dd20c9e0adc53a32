import { MAX_PER_FILE, type SecretMatch } from '@/scanner/secrets/result';
import type { Omissions } from './coverage';

/** Whether a file holds so many secrets that not all of them become findings. */
export function isDump(matches: readonly SecretMatch[]): boolean {
  return matches.length > MAX_PER_FILE;
}

/** Of the secrets of one file, those that become findings; that there are more is noted. */
export function toldMatches(
  matches: readonly SecretMatch[],
  path: string,
  coverage: Omissions,
): readonly SecretMatch[] {
  if (!isDump(matches)) return matches;
  coverage.cutShort(
    `${path} holds more than ${MAX_PER_FILE} secrets; the first of them are reported. Revoke them all.`,
  );
  return matches.slice(0, MAX_PER_FILE);
}
