import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';
import { expect } from 'vitest';

/** The processes whose arguments or environment hold a text, sampled until the returned function is called. */
export function sampleProcesses(texts: () => readonly string[]): () => string[] {
  const found = new Set<string>();
  let samples = 0;
  const sample = () => {
    samples += 1;
    const secrets = texts();
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      for (const file of ['cmdline', 'environ']) {
        let text = '';
        try {
          text = readFileSync(`/proc/${pid}/${file}`, 'latin1');
        } catch {
          continue;
        }
        if (secrets.some((secret) => text.includes(secret)))
          found.add(`${file}: ${text.replaceAll('\0', ' ')}`);
      }
    }
  };
  const timer = setInterval(sample, 5);
  return () => {
    clearInterval(timer);
    expect(samples).toBeGreaterThan(10);
    return [...found];
  };
}

/** The tables that hold a text anywhere. */
export async function tablesWith(db: pg.Client, text: string): Promise<string[]> {
  const { rows } = await db.query(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname IN ('public', 'pgboss')`);
  const holding: string[] = [];
  for (const { name } of rows) {
    const { rows: hits } = await db.query(
      `SELECT 1 FROM ${name} AS t WHERE t::text LIKE '%' || $1 || '%' LIMIT 1`,
      [text],
    );
    if (hits.length > 0) holding.push(name);
  }
  return holding;
}
