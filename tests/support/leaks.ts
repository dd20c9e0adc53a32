import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';
import { expect } from 'vitest';

/** Git's program that talks to a server by HTTP: the process that needs the secret. */
const TRANSPORT = 'remote-http';

/** The processes whose arguments or environment hold a text, sampled until the end is asked for. */
export function sampleProcesses(texts: () => readonly string[]): {
  /** Whether a process of Git was sampled while it talked to a server. */
  sawTransport: () => boolean;
  end: () => string[];
} {
  const found = new Set<string>();
  let sawTransport = false;
  const sample = () => {
    const secrets = texts();
    for (const { file, text } of readProcesses()) {
      if (file === 'cmdline' && text.includes(TRANSPORT)) sawTransport = true;
      if (secrets.some((secret) => text.includes(secret)))
        found.add(`${file}: ${text.replaceAll('\0', ' ')}`);
    }
  };
  const timer = setInterval(sample, 5);
  const end = () => {
    clearInterval(timer);
    expect(sawTransport).toBe(true);
    return [...found];
  };
  return { sawTransport: () => sawTransport, end };
}

/** The arguments and the environment of each process. One that has ended meanwhile has none. */
function readProcesses(): { file: string; text: string }[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) =>
    ['cmdline', 'environ'].flatMap((file) => {
      try {
        return [{ file, text: readFileSync(`/proc/${pid}/${file}`, 'latin1') }];
      } catch {
        return [];
      }
    }),
  );
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
