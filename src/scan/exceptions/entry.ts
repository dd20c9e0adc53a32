import { ECOSYSTEMS, type Exception, endOfException } from '@/engines/dependencies/package';

const FIELDS = ['advisory', 'package', 'ecosystem', 'path', 'reason', 'until'] as const;
type Field = (typeof FIELDS)[number];

/** The longest value of each field, in characters. */
const LONGEST: Readonly<Record<Field, number>> = {
  ...{ advisory: 100, package: 500, ecosystem: 50, path: 1_024, reason: 1_000, until: 10 },
};

/** What is wrong with an entry, as the rest of a sentence with the fix. */
type Problem = { readonly problem: string };

/**
 * Reads an entry of the list.
 * @param number its place in the list, from 1
 */
export function readEntry(table: Readonly<Record<string, unknown>>, number: number): Exception | Problem {
  const fields: Partial<Record<Field, string>> = {};
  for (const [name, value] of Object.entries(table)) {
    const field = FIELDS.find((one) => one === name);
    if (!field) return { problem: `has a field ${quoted(name)}. The fields are ${FIELDS.join(', ')}` };
    const text = typeof value === 'string' ? value.trim().replace(/\s+/g, ' ') : '';
    const problem = problemOfText(field, text);
    if (problem) return { problem };
    fields[field] = text;
  }
  return problemOf(fields) ?? asException(fields, number);
}

function problemOfText(field: Field, text: string): string | undefined {
  if (text === '') return `has no text as ${field}. Write one text, or leave it out`;
  if (text.length > LONGEST[field]) return `has more than ${LONGEST[field]} characters as ${field}`;
  // PostgreSQL stores neither NUL nor half a character.
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return `has control characters in ${field}. Remove them`;
  return undefined;
}

function problemOf(fields: Partial<Record<Field, string>>): Problem | undefined {
  const { advisory, package: name, ecosystem, path, reason, until } = fields;
  if (advisory === undefined && name === undefined) {
    return { problem: 'names neither an advisory nor a package. Add "advisory:" or "package:"' };
  }
  if (reason === undefined) return { problem: 'has no reason. Add "reason:" with why it may stay' };
  if (advisory !== undefined && !/^[A-Za-z0-9][\w.:-]*$/.test(advisory)) {
    return { problem: 'has an advisory that is no identifier. Write one such as GHSA-35jh-r3h4-6jhm' };
  }
  if (name !== undefined && (/[*\s]/.test(name) || name.indexOf('@', 1) > 0)) {
    return { problem: 'has a package with a pattern or a version. Write the name alone' };
  }
  if (ecosystem !== undefined && !findEcosystem(ecosystem)) {
    return { problem: `has the unknown ecosystem ${quoted(ecosystem)}. Use one of ${ECOSYSTEMS.join(', ')}` };
  }
  if (path?.startsWith('!') || path?.startsWith('#')) {
    return { problem: 'has a path that begins with ! or #. Write a pattern of what it covers' };
  }
  if (until !== undefined && !isDate(until)) {
    return { problem: 'has an until that is no date. Write its last day as YYYY-MM-DD' };
  }
  return undefined;
}

function asException(fields: Partial<Record<Field, string>>, number: number): Exception {
  const { advisory = null, package: name = null, ecosystem, path = null, reason = '', until = null } = fields;
  const known = ecosystem === undefined ? undefined : findEcosystem(ecosystem);
  return { number, advisory, package: name, ecosystem: known ?? null, path, reason, until };
}

function findEcosystem(name: string): (typeof ECOSYSTEMS)[number] | undefined {
  return ECOSYSTEMS.find((one) => one.toLowerCase() === name.toLowerCase());
}

/** Whether a text is a day of the calendar. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  // A date of 31 February is another day.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The beginning of a text of the file, without control characters. */
function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 40));
}

/** Whether an exception still applies. */
export function isCurrent(exception: Exception, now: Date): boolean {
  const end = endOfException(exception);
  return end === null || now < end;
}
