import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { Unreadable } from '../reading';
import { isTable, type Table } from './values';

/**
 * Reads a text of YAML that is a table. All scalars stay texts, so that version 1.10 does not become a number.
 * Aliases share what they name, so no caller may walk the whole.
 * @throws Unreadable if it is no such text
 */
export function readYaml(text: string): Table {
  let root: unknown;
  try {
    root = load(text, { schema: FAILSAFE_SCHEMA, maxAliases: 1000 });
  } catch (error) {
    throw new Unreadable(`It is not valid YAML: ${firstLine(error)}.`);
  }
  if (!isTable(root)) throw new Unreadable('It is not a table in YAML.');
  return root;
}

/**
 * Finds the lines of the keys directly below top-level keys, by a scan of the indentation that lock files have.
 * @returns lines by section and key
 */
export function linesOfKeys(text: string, indent = 2): (section: string, key: string) => number {
  const lines = new Map<string, Map<string, number>>();
  let section = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    if (!isKey(line)) continue;
    const depth = indentOf(line);
    if (depth === 0) {
      section = new Map();
      lines.set(keyIn(line), section);
    } else if (depth === indent) section.set(keyIn(line.trimStart()), index + 1);
  }
  return (name, key) => lines.get(name)?.get(key) ?? 1;
}

function isKey(line: string): boolean {
  const [first = '#'] = line.trimStart();
  return first !== '#' && first !== '-' && line.includes(':');
}

export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The key of a line, without quotes. Keys may hold colons, so it ends where a space or the line's end follows. */
function keyIn(line: string): string {
  const [quote = ''] = line;
  if (quote === "'" || quote === '"') {
    const end = line.indexOf(`${quote}:`, 1);
    return end < 0 ? line.trim() : line.slice(1, end);
  }
  const end = line.indexOf(': ');
  return end < 0 ? line.trimEnd().slice(0, -1) : line.slice(0, end);
}

/** What is wrong, as parsers say it in the first line of their message. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n', 1)[0] ?? '').slice(0, 200).replace(/[.:]$/, '');
}
