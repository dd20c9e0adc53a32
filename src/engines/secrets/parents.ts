import type { FileFormat } from './fileKind';
import { limited } from './limited';
import type { View } from './view';
import type { Span } from './windows';

/** How many lines above a name its parents are searched in, and how many are named. */
const LINES_MAX = 120;
const PARENTS_MAX = 6;
const LINE_MAX = 160;

/** Only names that begin their line, as others are not nested by indentation. */
const YAML_BEFORE = /^ {0,80}(?:- {1,4}){0,4}["']?$/;
const JSON_BEFORE = /^[\t ]{0,80}"$/;
const SECTION_BEFORE = /^[\t ]{0,8}(?:export )?$/;

const YAML_LINE = limited(
  /^(?<before> {0,80}(?:- {1,4}){0,4})(?<quote>["']?)(?<name>[\w./-]{1,60})\k<quote>:(?<rest>$|\s.{0,160}$)/d,
  160,
);
/** What may follow the name of a mapping in YAML: an anchor or tag, and a comment. */
const NO_VALUE = /^\s{0,80}(?:[&!][\w.!/-]{0,60}\s{0,80})?(?:#.{0,160})?$/;
const JSON_LINE = /^(?<before>[\t ]{0,80}")(?<name>[\w./: -]{1,60})"\s{0,8}:\s{0,8}[{[]\s{0,8}$/d;
const BRACKET = /^[\t ]{0,80}[{[]\s{0,8}$/;
const SECTION = /^[\t ]{0,8}\[(?<name>[\w./-]{1,60})\]/d;

/** Returns the names that a name is nested in, as the lines above show. The outermost is first. */
export function parentsOf(view: View, name: Span, format: FileFormat): Span[] {
  const number = view.lines.lineAt(name.start);
  const before = view.text.slice(view.lines.spanOf(number).start, name.start).slice(0, LINE_MAX);
  if (format === 'yaml' && YAML_BEFORE.test(before)) return yamlParents(view, number, before);
  if (format === 'json' && JSON_BEFORE.test(before)) return jsonParents(view, number, before);
  if ((format === 'ini' || format === 'toml') && SECTION_BEFORE.test(before)) return section(view, number);
  return [];
}

type Row = { readonly line: string; readonly at: number };

/** The lines above a line that are neither empty nor a comment, from below. */
function* rowsAbove({ text, lines }: View, number: number): Iterable<Row> {
  for (let above = number - 1; above > Math.max(0, number - LINES_MAX); above -= 1) {
    const { start, end } = lines.spanOf(above);
    const line = text.slice(start, Math.min(end, start + LINE_MAX));
    if (!/^\s{0,160}(?:#|$)/.test(line)) yield { line, at: start };
  }
}

type YamlLine = {
  /** The column of its name, behind the dashes of lists. */
  readonly column: number;
  readonly hasDash: boolean;
  /** The name of a mapping or list that begins here. */
  readonly begins: Span | undefined;
  /** What it is nested in is left of this column. */
  readonly outer: number;
};

function readYaml({ line, at }: Row): YamlLine {
  const { indices, groups } = YAML_LINE.exec(line) ?? {};
  const indent = groups?.before ?? /^ {0,160}/.exec(line)?.[0] ?? '';
  const [start, end] = (NO_VALUE.test(groups?.rest ?? '') ? indices?.groups?.name : undefined) ?? [];
  const begins = start === undefined || end === undefined ? undefined : { start: at + start, end: at + end };
  return { column: indent.length, hasDash: indent.includes('-'), begins, outer: outerOf(indent) };
}

function yamlParents(view: View, number: number, before: string): Span[] {
  const parents: Span[] = [];
  let inside = outerOf(before.replace(/["']$/, ''));
  for (const row of rowsAbove(view, number)) {
    const { column, hasDash, begins, outer } = readYaml(row);
    // The first entry of the same item of a list.
    const isFirst = hasDash && column === inside;
    if (column >= inside && !isFirst) continue;
    if (!isFirst && (begins === undefined || parents.length === PARENTS_MAX)) break;
    if (!isFirst && begins !== undefined) parents.unshift(begins);
    inside = outer;
  }
  return parents;
}

/** An entry of a list is nested in what is not right of its dash. */
function outerOf(indent: string): number {
  const dash = indent.indexOf('-');
  return dash < 0 ? indent.length : dash + 1;
}

function jsonParents(view: View, number: number, before: string): Span[] {
  const parents: Span[] = [];
  let column = before.length - 1;
  for (const { line, at } of rowsAbove(view, number)) {
    const indent = /^[\t ]{0,160}/.exec(line)?.[0].length ?? 0;
    if (indent >= column) continue;
    const [from, to] = JSON_LINE.exec(line)?.indices?.groups?.name ?? [];
    if (from !== undefined && to !== undefined) parents.unshift({ start: at + from, end: at + to });
    else if (!BRACKET.test(line)) break;
    column = indent;
    if (parents.length === PARENTS_MAX) break;
  }
  return parents;
}

function section(view: View, number: number): Span[] {
  for (const { line, at } of rowsAbove(view, number)) {
    const [from, to] = SECTION.exec(line)?.indices?.groups?.name ?? [];
    if (from !== undefined && to !== undefined) return [{ start: at + from, end: at + to }];
    if (/^[\t ]{0,8}\[/.test(line)) return [];
  }
  return [];
}
