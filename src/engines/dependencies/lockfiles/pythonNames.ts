/** A name as PyPI compares it (PEP 503). */
export function pythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** A requirement of PEP 508 in its parts. */
export type Requirement = {
  readonly name: string;
  /** The specifier, as ">=1,<2"; empty if there is none. */
  readonly range: string;
  /** Where it comes from, if not from the index. */
  readonly url: string | null;
};

/** Reads a requirement, as `requests[socks]>=2,<3; python_version > "3.8"`. @returns null if it is none */
export function parseRequirement(text: string): Requirement | null {
  const name = /^[A-Za-z0-9][A-Za-z0-9._-]*/.exec(text)?.[0];
  if (name === undefined) return null;
  let rest = text.slice(name.length).trimStart();
  if (rest.startsWith('[')) rest = rest.includes(']') ? rest.slice(rest.indexOf(']') + 1).trimStart() : '';
  if (rest.startsWith('@')) return { name, range: '', url: rest.slice(1).trim() };
  const specifier = (rest.split(';', 1)[0] ?? '').trim();
  const range = specifier.startsWith('(') && specifier.endsWith(')') ? specifier.slice(1, -1) : specifier;
  if (range !== '' && !'=<>!~'.includes(range[0] ?? '')) return null;
  return { name, range: range.split(' ').join(''), url: null };
}

/** The version that a specifier allows alone, as "==1.2.3"; null if it allows several. */
export function pinnedVersion(range: string): string | null {
  if (!range.startsWith('==') || range.includes(',')) return null;
  const version = range.replace(/^={2,3}/, '');
  return version === '' || version.includes('*') ? null : version;
}
