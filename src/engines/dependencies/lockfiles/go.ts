import {
  createRows,
  type Declared,
  type Reading,
  type Replace,
  type Row,
  reading,
  Unreadable,
} from '../reading';

/** Reads go.mod: modules at the versions that Go selects, from Go 1.17 on with the transitive ones. */
export function readGoMod(text: string): Reading {
  const rows = createRows();
  const declared: Declared[] = [];
  const replaces: Replace[] = [];
  let name: string | undefined;
  let release = '1.0';
  for (const { words, comment, line, raw } of directives(text)) {
    const [verb, first, second] = words;
    if (verb === 'module') name = first;
    else if (verb === 'go' && first !== undefined) release = first;
    else if (verb === 'replace') replaces.push(replaceOf(words.slice(1), line));
    else if (verb === 'require') {
      if (first === undefined || second === undefined || !second.startsWith('v'))
        throw new Unreadable(`Line ${line} requires no module at a version.`);
      const direct = !comment.startsWith('indirect');
      rows.add({ name: first, version: second, line, direct, ...(direct && { range: second }) });
      if (direct) declared.push({ name: first, range: second, dev: false, line, text: raw });
    }
  }
  if (name === undefined) throw new Unreadable('It names no module.');
  const lists = isPruned(release) ? 'go-mod' : 'go-mod-old';
  return reading({ format: lists, ecosystem: 'Go', declared, replaces, name }, rows);
}

/** Reads go.work: the modules of a workspace, and replacements that hold in all of them. */
export function readGoWork(text: string): Reading {
  const replaces: Replace[] = [];
  const projects: string[] = [];
  for (const { words, line } of directives(text)) {
    if (words[0] === 'use' && words[1] !== undefined) projects.push(words[1]);
    else if (words[0] === 'replace') replaces.push(replaceOf(words.slice(1), line));
  }
  return reading({ format: 'go-work', ecosystem: 'Go', replaces, projects });
}

/**
 * Reads go.sum. It also has modules of other versions than are built, so that only the last of each counts:
 * versions are in ascending order. It matters where go.mod does not list transitive modules.
 */
export function readGoSum(text: string): Reading {
  const last = new Map<string, Row>();
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '') continue;
    const [name, version, digest, ...rest] = line.split(' ');
    if (name === undefined || version === undefined || digest === undefined || rest.length > 0)
      throw new Unreadable(`Line ${index + 1} is not a module with version and digest.`);
    if (!version.endsWith('/go.mod')) last.set(name, { name, version, line: index + 1 });
  }
  const rows = createRows();
  for (const row of last.values()) rows.add(row);
  return reading({ format: 'go-sum', ecosystem: 'Go' }, rows);
}

/** Whether go.mod of this release lists all modules that are built. */
function isPruned(release: string): boolean {
  const [major = 0, minor = 0] = release.split('.').map((part) => Number.parseInt(part, 10));
  return major > 1 || minor >= 17;
}

function replaceOf(words: readonly string[], line: number): Replace {
  const arrow = words.indexOf('=>');
  const [from, fromVersion = null] = words.slice(0, Math.max(arrow, 0));
  const [to, toVersion = null] = words.slice(arrow + 1);
  if (arrow < 1 || from === undefined || to === undefined)
    throw new Unreadable(`Line ${line} replaces no module.`);
  return { from, fromVersion, to, toVersion };
}

type Directive = {
  readonly words: readonly string[];
  readonly comment: string;
  readonly line: number;
  readonly raw: string;
};

/** Directives, each on a line of its own or in a block: `require (…)`. */
function* directives(text: string): Generator<Directive> {
  let block: string | null = null;
  for (const [index, raw] of text.split('\n').entries()) {
    const at = raw.indexOf('//');
    const code = (at < 0 ? raw : raw.slice(0, at)).trim();
    const comment = at < 0 ? '' : raw.slice(at + 2).trim();
    if (code === '') continue;
    const words = code.split(/\s+/).map(unquote);
    if (block !== null && words[0] === ')') block = null;
    else if (block === null && words.at(-1) === '(') block = words[0] ?? '';
    else {
      const all = block === null ? words : [block, ...words];
      yield { words: all, comment, line: index + 1, raw: raw.trimEnd() };
    }
  }
  if (block !== null) throw new Unreadable(`Its block "${block}" does not end.`);
}

function unquote(word: string): string {
  const [quote = ''] = word;
  return word.length > 1 && (quote === '"' || quote === '`') && word.endsWith(quote)
    ? word.slice(1, -1)
    : word;
}
