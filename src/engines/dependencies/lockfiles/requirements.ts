import { createRows, type Declared, type Include, type Reading, type Rows, reading } from '../reading';
import { parseRequirement, pinnedVersion, pythonName, type Requirement } from './pythonNames';

/** Reads requirements of pip. What is not pinned is declared alone; a file of constraints may pin it. */
export function readRequirements(text: string): Reading {
  const rows = createRows();
  const declared: Declared[] = [];
  const includes: Include[] = [];
  const askers = new Map<number, readonly string[]>();
  const byName = new Map<string, number>();
  let unknown = 0;
  for (const statement of statementsOf(text)) {
    const include = includeOf(statement.text);
    const requirement = include ? null : parseRequirement(statement.text);
    if (include) includes.push(include);
    else if (!requirement || requirement.url !== null) unknown += skipPlace(rows, statement, requirement);
    else {
      declared.push(declare(requirement, statement));
      const row = addPinned(rows, requirement, statement);
      if (row === undefined) continue;
      byName.set(pythonName(requirement.name), row);
      askers.set(row, askersIn(statement.comments));
    }
  }
  linkBack(rows, askers, byName);
  const reason = `${unknown} of its lines are no requirements of pip.`;
  const gaps = unknown > 0 ? [{ reason, isPartial: true }] : [];
  return reading({ format: 'requirements', ecosystem: 'PyPI', declared, includes, gaps }, rows);
}

/** Notes what is no requirement by name. @returns 1 where pip would not understand it either */
function skipPlace(rows: Rows, { text }: Statement, requirement: Requirement | null): number {
  if (requirement) rows.skip(requirement.name);
  else if (isEditable(text)) {
    if (!isOwn(editableName(text))) rows.skip(editableName(text));
  } else if (text.startsWith('-') || isOwn(text)) return 0;
  else if (isPlace(text)) rows.skip(text);
  else return 1;
  return 0;
}

/** Whether it is a directory of the repository itself. */
function isOwn(place: string): boolean {
  return place.startsWith('.') && !place.startsWith('..');
}

function addPinned(
  rows: Rows,
  { name, range }: Requirement,
  { line, comments }: Statement,
): number | undefined {
  const version = pinnedVersion(range);
  if (version === null) return undefined;
  return rows.add({ name, version, line, range, ...isDirect(askersIn(comments)) });
}

function declare({ name, range }: Requirement, { line, raw }: Statement): Declared {
  return { name, range, dev: false, line, text: raw };
}

/** Without the comments of pip-compile or uv, everything was written by the project itself. */
function isDirect(by: readonly string[]): { direct: boolean } {
  return { direct: by.length === 0 || by.some((one) => one.startsWith('-') || one.includes('(')) };
}

/** Links rows from those that ask for them, as "# via flask" says. */
function linkBack(
  rows: Rows,
  askers: ReadonlyMap<number, readonly string[]>,
  byName: ReadonlyMap<string, number>,
): void {
  const deps = new Map<number, number[]>();
  for (const [row, by] of askers) {
    for (const one of by) {
      const asker = byName.get(pythonName(one));
      if (asker !== undefined) deps.set(asker, [...(deps.get(asker) ?? []), row]);
    }
  }
  for (const [row, found] of deps) rows.link(row, found);
}

type Statement = {
  readonly text: string;
  readonly line: number;
  readonly comments: readonly string[];
  readonly raw: string;
};

/** Statements without comments and hashes. A comment on a line of its own is about the one before it. */
function statementsOf(text: string): Statement[] {
  const found: { text: string; line: number; comments: string[]; raw: string }[] = [];
  for (const { code, comment, line, raw } of joinedLines(text)) {
    const comments = comment === null ? [] : [comment];
    const statement = withoutOptions(code);
    if (statement !== '') found.push({ text: statement, line, comments, raw });
    else found.at(-1)?.comments.push(...comments);
  }
  return found;
}

type Line = {
  readonly code: string;
  readonly comment: string | null;
  readonly line: number;
  readonly raw: string;
};

/** One that ends in a backslash goes on in the next line. */
function* joinedLines(text: string): Generator<Line> {
  let parts: string[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const { code, comment } = splitComment(raw);
    const goesOn = code.endsWith('\\');
    parts.push(goesOn ? code.slice(0, -1) : code);
    if (goesOn) continue;
    const isAlone = parts.length === 1;
    yield {
      ...{ code: parts.join(' ').trim(), comment, line: index + 2 - parts.length },
      raw: isAlone ? raw.trimEnd() : '',
    };
    parts = [];
  }
}

function splitComment(raw: string): { code: string; comment: string | null } {
  const line = raw.trim();
  if (line.startsWith('#')) return { code: '', comment: line.slice(1).trim() };
  const at = line.indexOf(' #');
  return at < 0
    ? { code: line, comment: null }
    : { code: line.slice(0, at).trimEnd(), comment: line.slice(at + 2).trim() };
}

/** A requirement without its own options, as ` --hash=sha256:…`. */
function withoutOptions(text: string): string {
  const at = text.startsWith('-') ? -1 : text.indexOf(' --');
  return at < 0 ? text : text.slice(0, at).trimEnd();
}

function includeOf(statement: string): Include | null {
  for (const [option, isConstraint] of OPTIONS) {
    if (!statement.startsWith(option)) continue;
    const path = statement.slice(option.length).replace('=', ' ').trim();
    if (path !== '') return { path, isConstraint };
  }
  return null;
}

const OPTIONS = [
  ['--requirement', false],
  ['--constraint', true],
  ['-r', false],
  ['-c', true],
] as const;

function isEditable(statement: string): boolean {
  return statement.startsWith('-e ') || statement.startsWith('--editable');
}

function editableName(statement: string): string {
  const egg = statement.split('#egg=')[1];
  return egg ?? statement.split(' ').at(-1) ?? statement;
}

/** Whether it is a URL, an archive or a directory, which pip takes as well. */
function isPlace(statement: string): boolean {
  return statement.includes('/') || statement.includes('://') || statement.startsWith('.');
}

/** Who asks for a requirement, as pip-compile and uv say in comments: "via flask", or one a line after "via". */
function askersIn(comments: readonly string[]): string[] {
  const start = comments.findIndex((one) => one === 'via' || one.startsWith('via '));
  if (start < 0) return [];
  const [first = '', ...rest] = comments.slice(start);
  return [first.slice(3), ...rest]
    .flatMap((one) => one.split(','))
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
