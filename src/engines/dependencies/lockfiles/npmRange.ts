/**
 * Whether a range in npm's form names Git, a URL or a directory: "git+https://…", "user/repo", "file:../x".
 * Versions, tags and aliases as "npm:other@1" are of a registry. A patch is of what it patches.
 */
export function isElsewhere(range: string): boolean {
  if (range.startsWith('npm:')) return false;
  if (range.startsWith('patch:')) return !PATCHED.test(range);
  return range.includes('/') || range.includes(':');
}

/** Berry writes the range of what is patched with its colon escaped, twice for a patch of a patch. */
const PATCHED = /@npm(?::|%(?:25)*3A)/i;
