import { createRows, type Declared, type Include, type Reading, reading } from '../reading';
import { parseRequirement, pinnedVersion, pythonName, type Requirement } from './pythonNames';

/** Reads requirements of pip. What is not pinned is declared alone; a file of constraints may pin it. */
export function readRequirements(text: string): Reading {
  const rows = createRows();
  const declared: Declared[] = [];
  const includes: Include[] = [];
  const askers = new Map<number, readonly string[]>();
  const byName = new Map<string, number>();
  let unknown = 0;
  for (const { text: statement, line, comments, raw } of statementsOf(text)) {
    const include = includeOf(statement);
    if (include) includes.push(include);
    if (statement === '' || statement.startsWith('-')) {
      if (isEditable(statement)) rows.skip(editableName(statement));
      continue;
    }
    const requirement = parseRequirement(statement);
    if (!requirement) unknown += isPlace(statement) ? 0 : 1;
    if (!requirement || requirement.url !== null) {
      if (requirement || isPlace(statement)) rows.skip(requirement?.name ?? statement);
      continue;
    }
    const by = askersIn(comments);
    const version = pinnedVersion(requirement.range);
    if (version !== null) {
      const row = rows.add({
        name: requirement.name,
        version,
        line,
        range: requirement.range,
        ...isDirect(by),
      });
      byName.set(pythonName(requirement.name), row);
      askers.set(row, by);
    }
    declared.push(declare(requirement, line, raw));
  }
  linkBack(rows, askers, byName);
  const gaps =
    unknown > 0 ? [{ reason: `${unknown} of its lines are no requirements of pip.`, isPartial: true }] : [];
  return reading({ format: 'requirements', ecosystem: 'PyPI', declared, includes, gaps }, rows);
}

function declare({ name, range }: Requirement, line: number, text: string): Declared {
  return { name, range, dev: false, line, text };
}

/** Without the comments of pip-compile or uv, everything was written by the project itself. */
function isDirect(by: readonly string[]): { direct: boolean } {
  return { direct: by.length === 0 || by.some((one) => one.startsWith('-') || one.includes('(')) };
}

/** Links rows from those that ask for them, as "# via flask" says. */
function linkBack(
  rows: ReturnType<typeof createRows>,
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

/** Statements without comments and hashes; one that ends in a backslash goes on in the next line. */
function statementsOf(text: string): Statement[] {
  const found: { text: string; line: number; comments: string[]; raw: string }[] = [];
  let parts: string[] | null = null;
  let begun = 0;
  for (const [index, raw] of text.split('\n').entries()) {
    const { code, comment } = splitComment(raw);
    const goesOn = code.endsWith('\\');
    if (parts === null && code === '' && comment !== null) {
      found.at(-1)?.comments.push(comment);
      continue;
    }
    if (parts === null) begun = index;
    parts = [...(parts ?? []), goesOn ? code.slice(0, -1) : code];
    if (parts.length > 1000) parts.splice(1, parts.length - 1);
    if (goesOn) continue;
    const joined = parts.join(' ').trim();
    parts = null;
    if (joined === '') continue;
    const first = text === '' ? '' : raw;
    found.push({
      text: withoutOptions(joined),
      line: begun + 1,
      comments: comment === null ? [] : [comment],
      raw: begun === index ? first.trimEnd() : '',
    });
  }
  return found;
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
    const path = statement
      .slice(option.length)
      .replace(/^[ =]+/, '')
      .trim();
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
