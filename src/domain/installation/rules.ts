/** How a database's schema may differ from the one that a process knows. */
export type SchemaState = 'missing' | 'older' | 'newer';

/** What is wrong with a schema: a few words for everybody, and a sentence for the operator. */
export type SchemaFault = { readonly state: SchemaState; readonly reason: string; readonly sentence: string };

/** What monitors are given. */
const REASONS: Record<SchemaState, string> = {
  missing: 'the database was never migrated',
  older: 'the database has an older schema',
  newer: 'the database has a newer schema',
};

/**
 * Compares a database's migrations with those that a process knows.
 * @param known names of all migrations of this version
 * @param applied names of those that the database has; undefined where it has never been migrated
 * @returns undefined where they are the same
 */
export function judgeMigrations(
  known: readonly string[],
  applied: readonly string[] | undefined,
): SchemaFault | undefined {
  const fault = (state: SchemaState, sentence: string) => ({ state, reason: REASONS[state], sentence });
  if (applied === undefined || applied.length === 0) {
    return fault('missing', 'The database of DATABASE_URL was never migrated; run `npm run migrate`.');
  }
  const unknown = applied.find((name) => !known.includes(name));
  if (unknown !== undefined) return fault('newer', newerSentence(unknown));
  const missing = known.find((name) => !applied.includes(name));
  if (missing === undefined) return undefined;
  return fault(
    'older',
    `The database is of an older Heimdall (it lacks ${missing}); run \`npm run migrate\`.`,
  );
}

/** @param migration one that only a newer version knows */
export function newerSentence(migration: string): string {
  return `The database was migrated by a newer Heimdall (${migration}); start that version, or restore a backup.`;
}

/** What a process knows of the installation's secret key. The callbacks wait for nothing. */
export type KeyHolder = {
  /** The check value of the key that the process has; undefined where it has none. */
  readonly findCheck: () => string | undefined;
  /** Makes a key, and returns its check value. */
  readonly makeKey: () => string;
};

/** Why a process may not work: it has no key and may make none, or has another one than the installation. */
export type KeyProblem = 'no_key' | 'other_key';
