import { parse } from 'smol-toml';
import { Unreadable } from '../reading';
import { type Table, tablesOf } from './values';
import { firstLine } from './yaml';

/**
 * Reads a text of TOML. Tables have no prototype.
 * @throws Unreadable if it is none
 */
export function readToml(text: string): Table {
  try {
    return parse(text);
  } catch (error) {
    throw new Unreadable(`It is not valid TOML: ${firstLine(error)}.`);
  }
}

/** The tables of a list, as `[[package]]`, each with the line of its name or else of its header. */
export function listedTables(root: Table, text: string, key: string): { table: Table; line: number }[] {
  const tables = tablesOf(root, key);
  const lines = namedLines(text, `[[${key}]]`);
  return tables.map((table, index) => ({
    table,
    // A list in another form has no headers to find it by.
    line: lines.length === tables.length ? (lines[index] ?? 1) : 1,
  }));
}

function namedLines(text: string, header: string): number[] {
  const found: number[] = [];
  let isOpen = false;
  for (const { line, number } of linesOutsideTexts(text)) {
    if (line.startsWith('[')) isOpen = line.split('#', 1)[0]?.trimEnd() === header;
    if (isOpen && line.startsWith('[')) found.push(number);
    else if (isOpen && keyOf(line) === 'name') found[found.length - 1] = number;
  }
  return found;
}

/** The key before the equals sign of a line. */
export function keyOf(line: string): string {
  const end = line.indexOf('=');
  return end < 0 ? '' : unquote(line.slice(0, end).trim());
}

function unquote(text: string): string {
  const [quote = ''] = text;
  return (quote === '"' || quote === "'") && text.endsWith(quote) ? text.slice(1, -1) : text;
}

/** The lines that are not inside a text of several lines. */
export function* linesOutsideTexts(text: string): Generator<{ line: string; number: number }> {
  let open: string | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    const wasOpen: string | null = open;
    for (const quote of ['"""', "'''"]) {
      const count = line.split(quote).length - 1;
      if (count % 2 === 1 && (open === null || open === quote)) open = open === null ? quote : null;
    }
    if (wasOpen === null) yield { line: line.trim(), number: index + 1 };
  }
}

/**
 * The lines of keys in sections, as `[dependencies]`.
 * @returns for each section its keys with lines and texts
 */
export function sectionLines(text: string): Map<string, Map<string, { line: number; text: string }>> {
  const lines = text.split('\n');
  const sections = new Map<string, Map<string, { line: number; text: string }>>();
  let section = '';
  for (const { line, number } of linesOutsideTexts(text)) {
    if (line.startsWith('[')) section = line.split('#', 1)[0]?.trimEnd().slice(1, -1) ?? '';
    const key = line.startsWith('[') ? '' : keyOf(line);
    if (key === '') continue;
    const keys = sections.get(section) ?? new Map();
    sections.set(section, keys.set(key, { line: number, text: lines[number - 1] ?? '' }));
  }
  return sections;
}
