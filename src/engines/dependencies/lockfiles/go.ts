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
  const all = [...directives(text)];
  const first = (verb: string) => all.find(({ words }) => words[0] === verb)?.words[1];
  const name = first('module');
  if (name === undefined) throw new Unreadable('It names no module.');
  const required = all.filter(({ words }) => words[0] === 'require').map(requiredRow);
  const rows = createRows();
  for (const { row } of required) rows.add(row);
  const declared = required.flatMap(({ row, raw }): Declared[] =>
    row.direct ? [{ name: row.name, range: row.version, dev: false, line: row.line, text: raw }] : [],
  );
  const replaces = all.filter(({ words }) => words[0] === 'replace').map(replaceOf);
  const format = isPruned(first('go') ?? '1.0') ? 'go-mod' : 'go-mod-old';
  return reading({ format, ecosystem: 'Go', declared, replaces, name }, rows);
}

function requiredRow({ words, comment, line, raw }: Directive): { row: Row; raw: string } {
  const [, name, version] = words;
  if (name === undefined || version === undefined || !version.startsWith('v'))
    throw new Unreadable(`Line ${line} requires no module at a version.`);
  const direct = !comment.startsWith('indirect');
  return { row: { name, version, line, direct, ...(direct && { range: version }) }, raw };
}

/** Reads go.work: the modules of a workspace, and replacements that hold in all of them. */
export function readGoWork(text: string): Reading {
  const all = [...directives(text)];
  const projects = all.flatMap(({ words }) =>
    words[0] === 'use' && words[1] !== undefined ? [words[1]] : [],
  );
  const replaces = all.filter(({ words }) => words[0] === 'replace').map(replaceOf);
  return reading({ format: 'go-work', ecosystem: 'Go', replaces, projects });
}

/**
 * Reads go.sum. It also has modules of other versions than are built. Only the last of each counts, as versions are
 * in ascending order. It matters where go.mod does not list transitive modules.
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

function replaceOf({ words: [, ...words], line }: Directive): Replace {
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
    const { words, comment } = splitLine(raw);
    const [first, ...rest] = words;
    if (first === undefined) continue;
    if (block !== null && first === ')') block = null;
    else if (block === null && rest.at(-1) === '(') block = first;
    else {
      const all = block === null ? words : [block, ...words];
      yield { words: all, comment, line: index + 1, raw: raw.trimEnd() };
    }
  }
  if (block !== null) throw new Unreadable(`Its block "${block}" does not end.`);
}

function splitLine(raw: string): { words: string[]; comment: string } {
  const at = raw.indexOf('//');
  const code = at < 0 ? raw : raw.slice(0, at);
  const words = code
    .replaceAll('\t', ' ')
    .split(' ')
    .map((word) => unquote(word.trim()));
  return { words: words.filter((word) => word !== ''), comment: at < 0 ? '' : raw.slice(at + 2).trim() };
}

function unquote(word: string): string {
  const [quote = ''] = word;
  const isQuoted = word.length > 1 && (quote === '"' || quote === '`') && word.endsWith(quote);
  return isQuoted ? word.slice(1, -1) : word;
}
