import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import type { Exception } from '@/engines/dependencies/package';
import { readEntry } from './entry';
import { EXCEPTION_FILE, EXCEPTION_FILE_BYTES, type ExceptionFile } from './exceptionFile';

/** What the file says: its valid entries, and a sentence for each thing that was not applied. */
export type ReadExceptions = {
  readonly exceptions: readonly Exception[];
  readonly problems: readonly string[];
};

/** Entries beyond are reported and not applied. Hand-written files are far below. */
const MOST_EXCEPTIONS = 1_000;
/** Bad entries that are named. */
const MOST_NAMED = 10;

/**
 * Reads a file of exceptions, which is hostile input. An entry with any mistake is not applied at all.
 * The rest of it might except more than was meant.
 */
export function readExceptions(content: ExceptionFile): ReadExceptions {
  if (content === 'unreadable') {
    return none('could not be read; none of its exceptions was applied. Make it a plain file.');
  }
  if (content === 'too large' || content.length > EXCEPTION_FILE_BYTES) {
    return none(`is larger than ${EXCEPTION_FILE_BYTES / 1024} kB; none of its exceptions was applied.`);
  }
  if (content.length === 0) return { exceptions: [], problems: [] };
  let root: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    // All scalars stay texts, so that dates and versions stay as written.
    root = load(text, { schema: FAILSAFE_SCHEMA, maxAliases: 0, maxDepth: 10 });
  } catch (error) {
    return none(`is not valid YAML (${reasonOf(error)}); none of its exceptions was applied.`);
  }
  if (!isTable(root) || !Object.hasOwn(root, 'exceptions')) {
    return none('has no exceptions. Write them as a list below "exceptions:".');
  }
  const { exceptions: entries } = root;
  if (!Array.isArray(entries)) return none('has exceptions that are no list. Begin each of them with "- ".');
  return readEntries(entries);
}

function readEntries(entries: readonly unknown[]): ReadExceptions {
  const exceptions: Exception[] = [];
  const bad: string[] = [];
  for (const [index, entry] of entries.slice(0, MOST_EXCEPTIONS).entries()) {
    const read = isTable(entry)
      ? readEntry(entry, index + 1)
      : { problem: 'is no table. Write fields such as "advisory: CVE-2021-23337"' };
    if ('problem' in read) bad.push(message(`exception ${index + 1} ${read.problem}. It was not applied.`));
    else exceptions.push(read);
  }
  const rest = bad.length - MOST_NAMED;
  const more = rest > 0 ? [message(`${rest} more exceptions have mistakes and were not applied.`)] : [];
  const isLong = entries.length > MOST_EXCEPTIONS;
  const beyond = isLong ? [message(`exceptions after the first ${MOST_EXCEPTIONS} were not applied.`)] : [];
  return { exceptions, problems: [...bad.slice(0, MOST_NAMED), ...more, ...beyond] };
}

export function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function none(problem: string): ReadExceptions {
  return { exceptions: [], problems: [`${EXCEPTION_FILE} ${problem}`] };
}

function message(text: string): string {
  return `${EXCEPTION_FILE}: ${text}`;
}

/** What is wrong, as the parser says it in the first line of its message. It may quote the file. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [line = ''] = message.split('\n', 1);
  return JSON.stringify(line.slice(0, 200)).slice(1, -1);
}
