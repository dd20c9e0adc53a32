import type { SecretMatch } from '@/scanner/secrets/result';
import type { Omissions } from './coverage';

/** A file with more secrets is a dump: what is to be done about it does not change with each further one. */
const MAX_PER_FILE = 1000;

/** Whether a file holds so many secrets that not all of them become findings. */
export function isDump(matches: readonly SecretMatch[]): boolean {
  return matches.length > MAX_PER_FILE;
}

/** Of the secrets of one content, as many as it takes to know whether it is a dump: each is some hundred bytes. */
export function capMatches(matches: readonly SecretMatch[]): readonly SecretMatch[] {
  return isDump(matches) ? matches.slice(0, MAX_PER_FILE + 1) : matches;
}

/** Of the secrets of one file, those that become findings; that there are more is noted. */
export function toldMatches(
  matches: readonly SecretMatch[],
  path: string,
  coverage: Omissions,
): readonly SecretMatch[] {
  if (!isDump(matches)) return matches;
  coverage.cutShort(
    `${path} holds more than ${MAX_PER_FILE} secrets; the first of them are told. Revoke them all.`,
  );
  return matches.slice(0, MAX_PER_FILE);
}
