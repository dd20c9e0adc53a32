import type { Vault } from '../vault';

/** How a database's schema can differ from the one that a process knows. */
export type SchemaState = 'missing' | 'older' | 'newer';

/** A schema that does not fit: a public reason in a few words, and a message for the operator. */
export type SchemaFault = { readonly state: SchemaState; readonly reason: string; readonly message: string };

/** The public reasons, which the health check reports. */
const REASONS: Record<SchemaState, string> = {
  missing: 'the database was never migrated',
  older: 'the database has an older schema',
  newer: 'the database has a newer schema',
};

/**
 * Compares a database's migrations with those that a process knows.
 * @param known the names of all migrations of this version
 * @param applied the names of those that the database has; undefined if it was never migrated
 * @returns undefined if they are the same
 */
export function judgeMigrations(
  known: readonly string[],
  applied: readonly string[] | undefined,
): SchemaFault | undefined {
  const fault = (state: SchemaState, message: string) => ({ state, reason: REASONS[state], message });
  if (applied === undefined || applied.length === 0) {
    return fault('missing', 'The database of DATABASE_URL was never migrated; run `npm run migrate`.');
  }
  const unknown = applied.find((name) => !known.includes(name));
  if (unknown !== undefined) return fault('newer', newerMessage(unknown));
  const missing = known.find((name) => !applied.includes(name));
  if (missing === undefined) return undefined;
  return fault(
    'older',
    `The database is of an older Heimdall (it lacks ${missing}); run \`npm run migrate\`.`,
  );
}

/** @param migration the name of one that only a newer version knows */
export function newerMessage(migration: string): string {
  return `The database was migrated by a newer Heimdall (${migration}); start that version, or restore a backup.`;
}

/** A process's access to its secret key. The callbacks are synchronous, as they run in a transaction. */
export type KeyHolder = {
  /** The check value of the process's key; undefined if it has none. */
  readonly findCheck: () => string | undefined;
  /** Makes a key, and returns its check value. */
  readonly makeKey: () => string;
};

/** Why a process must not start: it has no key and may not make one, or it has another key. */
export type KeyProblem = 'no_key' | 'other_key';

/** Statements for migrating, which happens before the database client can be loaded. */
export const KEY_STATEMENTS = {
  /** Whether the database has the installation's table, as `there`. */
  find: `SELECT to_regclass('installation') IS NOT NULL AS there`,
  /** The check value of its key, as `keyCheck`, in at most one row. */
  read: 'SELECT key_check AS "keyCheck" FROM installation',
} as const;

/** What the key of the digests of findings is sealed as. */
export const FINDINGS_KEY = 'findings key';

/** The secret key before and after a rotation. */
export type Rotation = {
  readonly from: { readonly check: string; readonly vault: Vault };
  readonly to: { readonly check: string; readonly vault: Vault };
  /** The key of the digests of findings that follows from the old secret key. */
  readonly derivedFindingsKey: string;
};

/** How a rotation has ended. `already`: an earlier one with the same keys was committed. */
export type Rotated =
  | { readonly type: 'done'; readonly sealed: number; readonly lost: number }
  | { readonly type: 'already' }
  | { readonly type: 'other_key' };
