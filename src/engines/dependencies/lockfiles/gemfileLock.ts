import { createRows, type Reading, type Root, reading, Unreadable } from '../reading';

/** A line below a section, as its indentation of two, four or six says. */
type Line = {
  readonly section: string;
  readonly depth: number;
  readonly text: string;
  readonly line: number;
};

const SECTION = /^[A-Z][A-Z ]{0,40}$/;

/** Reads Gemfile.lock. */
export function readGemfileLock(text: string): Reading {
  const rows = createRows();
  const byName = new Map<string, number>();
  const locals = new Set<string>();
  const asked: { name: string; range: string | null }[] = [];
  const deps: [owner: string, name: string][] = [];
  let owner = '';
  for (const { section, depth, text: own, line } of linesOf(text)) {
    const entry = parseEntry(own);
    const kind = kindOf(section, depth);
    if (kind === 'asked') asked.push(entry);
    else if (kind === 'dependency') deps.push([owner, entry.name]);
    else if (kind !== null) owner = entry.name;
    if (kind === 'local') locals.add(owner);
    if (kind === 'gem' || kind === 'git') addGem(rows, byName, entry, { line, isForeign: kind === 'git' });
  }
  linkAll(rows, byName, deps);
  const roots = rootsOf(asked, byName, locals, deps);
  return reading({ format: 'gemfile-lock', ecosystem: 'RubyGems', roots }, rows);
}

function kindOf(section: string, depth: number): 'asked' | 'dependency' | 'local' | 'git' | 'gem' | null {
  if (section === 'DEPENDENCIES') return depth === 2 ? 'asked' : null;
  if (!SOURCES.has(section)) return null;
  if (depth === 6) return 'dependency';
  if (depth !== 4) return null;
  if (section === 'GIT') return 'git';
  return section === 'PATH' ? 'local' : 'gem';
}

function* linesOf(text: string): Generator<Line> {
  let section = '';
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trimEnd();
    const depth = line.length - line.trimStart().length;
    if (line !== '' && depth === 0) {
      // What follows another line at the margin, as a mark of a conflict, would be of no section.
      if (!SECTION.test(line)) throw new Unreadable(`Line ${index + 1} is no section of Gemfile.lock.`);
      section = line;
    } else if (line !== '') yield { section, depth, text: line, line: index + 1 };
  }
}

/** A gem for several systems has an entry for each, and counts once. */
function addGem(
  rows: ReturnType<typeof createRows>,
  byName: Map<string, number>,
  { name, range }: { readonly name: string; readonly range: string | null },
  { line, isForeign }: { readonly line: number; readonly isForeign: boolean },
): void {
  const version = withoutPlatform(range ?? '');
  if (byName.has(name)) return;
  const add = isForeign || version === '' ? rows.addForeign : rows.add;
  byName.set(name, add({ name, version, line }));
}

const SOURCES: ReadonlySet<string> = new Set(['GEM', 'GIT', 'PATH', 'PLUGIN SOURCE']);

/** A line as "rails (7.0.1)", "rails (~> 7.0)!" or "rails!". */
function parseEntry(line: string): { name: string; range: string | null } {
  const [name = '', ...rest] = line.trim().split(' (');
  const range = rest.join(' (');
  const end = range.lastIndexOf(')');
  return { name: name.endsWith('!') ? name.slice(0, -1) : name, range: end < 0 ? null : range.slice(0, end) };
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
