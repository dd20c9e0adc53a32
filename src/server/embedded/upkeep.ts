import type { PGlite } from '@electric-sql/pglite';

/** How often tables are checked, like PostgreSQL's autovacuum_naptime. */
export const UPKEEP_MS = 60_000;

/**
 * Tables that PostgreSQL's autovacuum would vacuum or analyze. Source: its documentation, "The Autovacuum
 * Daemon".
 */
const WORN = `
  SELECT s.relid::regclass::text AS name FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
  WHERE s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0)
    OR s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0)`;

export type Upkeep = {
  session: Pick<PGlite, 'query' | 'exec'>;
  /** Runs something while no client has the session. */
  alone: <T>(run: () => Promise<T>) => Promise<T>;
  everyMs: number;
  /** Called if a table can't be vacuumed. It is tried again in the next round. */
  onFault: (error: unknown) => void;
};

/**
 * Does the work of autovacuum, which PGlite lacks: reclaims the space of deleted rows and updates statistics.
 * One table at a time, so that clients wait for one only.
 * @returns stops it, and waits for a table that is being vacuumed
 */
export function startUpkeep({ session, alone, everyMs, onFault }: Upkeep): () => Promise<void> {
  let over = false;
  let round = Promise.resolve();
  const tidyUp = async () => {
    const { rows } = await alone(() => session.query<{ name: string }>(WORN));
    for (const { name } of rows) {
      // A table that can't be vacuumed does not stop those after it.
      if (!over) await alone(() => session.exec(`VACUUM (ANALYZE) ${name}`)).catch(onFault);
    }
  };
  const timer = setInterval(() => {
    round = round.then(() => (over ? undefined : tidyUp())).catch(onFault);
  }, everyMs);
  return async () => {
    over = true;
    clearInterval(timer);
    await round;
  };
}
