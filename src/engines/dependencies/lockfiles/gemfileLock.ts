import { createRows, type Reading, type Root, reading } from '../reading';

/** Reads Gemfile.lock, whose indentation of two, four and six says what a line is. */
export function readGemfileLock(text: string): Reading {
  const rows = createRows();
  const byName = new Map<string, number>();
  const locals = new Set<string>();
  const asked: { name: string; range: string | null }[] = [];
  const deps: [owner: string, name: string][] = [];
  let section = '';
  let owner = '';
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trimEnd();
    const depth = line.length - line.trimStart().length;
    if (line === '') continue;
    if (depth === 0) section = line;
    else if (section === 'DEPENDENCIES' && depth === 2) asked.push(parseEntry(line));
    else if (!SOURCES.has(section)) continue;
    else if (depth === 4) {
      const { name, range } = parseEntry(line);
      owner = name;
      if (section === 'PATH') locals.add(name);
      else if (!byName.has(name)) {
        const version = withoutPlatform(range ?? '');
        if (version === '') rows.skip(name);
        else byName.set(name, rows.add({ name, version, line: index + 1 }));
      }
    } else if (depth === 6) deps.push([owner, parseEntry(line).name]);
  }
  linkAll(rows, byName, deps);
  return reading(
    { format: 'gemfile-lock', ecosystem: 'RubyGems', roots: rootsOf(asked, byName, locals, deps) },
    rows,
  );
}

const SOURCES: ReadonlySet<string> = new Set(['GEM', 'GIT', 'PATH', 'PLUGIN SOURCE']);

/** A line as "rails (7.0.1)", "rails (~> 7.0)!" or "rails!". */
function parseEntry(line: string): { name: string; range: string | null } {
  const [name = '', ...rest] = line.trim().split(' (');
  const range = rest.join(' (');
  const end = range.lastIndexOf(')');
  return { name: name.replace(/!$/, ''), range: end < 0 ? null : range.slice(0, end) };
}

/** A version without the platform that follows it: "1.15.0-x86_64-linux". */
function withoutPlatform(version: string): string {
  return version.split('-', 1)[0] ?? '';
}

function linkAll(
  rows: ReturnType<typeof createRows>,
  byName: ReadonlyMap<string, number>,
  deps: readonly (readonly [owner: string, name: string])[],
): void {
  const found = new Map<number, number[]>();
  for (const [owner, name] of deps) {
    const row = byName.get(owner);
    const dep = byName.get(name);
    if (row === undefined || dep === undefined) continue;
    const own = found.get(row) ?? [];
    own.push(dep);
    found.set(row, own);
  }
  for (const [row, own] of found) rows.link(row, own);
}

/** What the Gemfile asks for, and what gems in the project's own directories do. */
function rootsOf(
  asked: readonly { name: string; range: string | null }[],
  byName: ReadonlyMap<string, number>,
  locals: ReadonlySet<string>,
  deps: readonly (readonly [owner: string, name: string])[],
): Root[] {
  const ofLocals = deps.filter(([owner]) => locals.has(owner)).map(([, name]) => ({ name, range: null }));
  return [...asked, ...ofLocals].flatMap(({ name, range }) => {
    const row = byName.get(name);
    return row === undefined ? [] : [{ row, range, dev: false }];
  });
}
