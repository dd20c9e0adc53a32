import { createHash } from 'node:crypto';

/** A server keeps each connection's prepared statements in memory, some 50 kB each. */
const MOST_NAMES = 200;

/**
 * Names SQL texts, so that a connection plans each text once. Planning costs more than most of them take to run.
 * The first texts get a name. Those beyond the limit are planned each time, as all are without names.
 * @returns the same name for the same text; none ('') for a text beyond the limit
 */
export function nameStatements(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size === MOST_NAMES) return '';
    const name = createHash('sha256').update(sql).digest('base64url').slice(0, 32);
    names.set(sql, name);
    return name;
  };
}
