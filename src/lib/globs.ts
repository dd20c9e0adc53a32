/** The most wildcards of a glob: each makes the search for it slower. */
export const MOST_WILDCARDS = 20;
const WILDCARD = /\*\*\/|\*+|\?/g;

export function countWildcards(glob: string): number {
  return glob.match(WILDCARD)?.length ?? 0;
}

/**
 * A glob as a regular expression of PostgreSQL; undefined for a path without wildcards. Brackets are plain characters.
 * As in .gitignore, a glob without a slash fits in any folder. One that fits a folder fits what is below it.
 */
export function globPattern(glob: string): string | undefined {
  if (countWildcards(glob) === 0) return undefined;
  const wildcards = [...glob.matchAll(WILDCARD)].map(([wildcard]) => WILDCARDS[wildcard] ?? '.*');
  const texts = glob.replace(/\/$/, '').split(WILDCARD).map(escapePattern);
  const body = texts.map((text, at) => text + (wildcards[at] ?? '')).join('');
  return `^${glob.replace(/\/$/, '').includes('/') ? '' : '(.*/)?'}${body}(/.*)?$`;
}

const WILDCARDS: Readonly<Record<string, string>> = { '**/': '(.*/)?', '*': '[^/]*', '?': '[^/]' };

function escapePattern(text: string): string {
  return text.replace(/[.^$+(){}|[\]\\]/g, '\\$&');
}
