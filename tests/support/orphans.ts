import type pg from 'pg';

type Key = { child: string; parent: string; column: string; referenced: string };

/** Every foreign key between Heimdall's own tables, read from the database; each has one column. */
async function foreignKeys(db: pg.Client): Promise<Key[]> {
  const { rows } = await db.query(
    `SELECT c.conrelid::regclass::text AS child, c.confrelid::regclass::text AS parent,
       quote_ident(a.attname) AS column, quote_ident(r.attname) AS referenced
     FROM pg_constraint c
     JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     JOIN pg_attribute r ON r.attrelid = c.confrelid AND r.attnum = c.confkey[1]
     WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND cardinality(c.conkey) = 1`,
  );
  return rows as Key[];
}

/**
 * Rows that reference a missing row, by table and column of the reference. The foreign keys forbid them. This reads
 * the tables without any index, as an index that a crash has torn would hide such rows.
 */
export async function orphansIn(db: pg.Client): Promise<Record<string, number>> {
  const keys = await foreignKeys(db);
  if (keys.length < 15) throw new Error(`only ${keys.length} foreign keys found`);
  const counts: Record<string, number> = {};
  await db.query('BEGIN');
  await db.query(
    'SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_bitmapscan = off',
  );
  for (const { child, parent, column, referenced } of keys) {
    const { rows } = await db.query(
      `SELECT count(*)::int AS count FROM ${child} c WHERE c.${column} IS NOT NULL
         AND c.${column} NOT IN (SELECT ${referenced} FROM ${parent})`,
    );
    if (rows[0].count > 0) counts[`${child}.${column}`] = rows[0].count as number;
  }
  await db.query('COMMIT');
  return counts;
}

const INDEXED = { repos: 'id', scans: 'repo_id', findings: 'repo_id', finding_events: 'finding_id' };

/** Tables of which an index and the table itself hold different numbers of rows: a crash has torn them. */
export async function tornIndexes(db: pg.Client): Promise<string[]> {
  const torn: string[] = [];
  for (const [table, column] of Object.entries(INDEXED)) {
    const count = async (off: string) => {
      await db.query('BEGIN');
      await db.query(off);
      const { rows } = await db.query(
        `SELECT count(${column})::int AS count FROM ${table} WHERE ${column} IS NOT NULL`,
      );
      await db.query('COMMIT');
      return rows[0].count as number;
    };
    const stored = await count('SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off');
    const indexed = await count('SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off');
    if (stored !== indexed) torn.push(`${table}: ${stored} stored, ${indexed} indexed`);
  }
  return torn;
}
