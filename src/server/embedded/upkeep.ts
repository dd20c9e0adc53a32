import type { PGlite } from '@electric-sql/pglite';

/** How often tables are looked at, as PostgreSQL's autovacuum_naptime has it. */
export const UPKEEP_MS = 60_000;

/** Tables in which PostgreSQL's autovacuum would find enough to do. Source: its documentation, "The Autovacuum Daemon". */
const WORN = `
  SELECT s.relid::regclass::text AS name FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
  WHERE s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0)
    OR s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0)`;

export type Upkeep = {
  session: Pick<PGlite, 'query' | 'exec'>;
  /** Runs something while no client has the session. */
  alone: <T>(run: () => Promise<T>) => Promise<T>;
  everyMs: number;
  /** Called where a table can't be tidied up; it is tried again the next time. */
  onFault: (error: unknown) => void;
};

/**
 * Does what autovacuum does on a server and PGlite has nobody for: gives the space of deleted rows back and gathers what the
 * planner goes by. One table at a time, so that clients wait for one only.
 * @returns how to end it, which waits for a table in hand
 */
export function startUpkeep({ session, alone, everyMs, onFault }: Upkeep): () => Promise<void> {
  let over = false;
  let round = Promise.resolve();
  const tidyUp = async () => {
    const { rows } = await alone(() => session.query<{ name: string }>(WORN));
    for (const { name } of rows) if (!over) await alone(() => session.exec(`VACUUM (ANALYZE) ${name}`));
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
