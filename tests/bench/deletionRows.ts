import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { countFindings } from '@tests/support/rows';
import type pg from 'pg';
import { from } from 'pg-copy-streams';
import { v7 } from 'uuid';

export type Size = { scans: number; findings: number; eventsPerFinding: number; packages: number };

type Row = Record<string, string | number | boolean>;

/** How many rows are sent at once. */
const CHUNK = 2_000;
const STAGES = ['fetch', 'tree', 'history', 'report'];

/**
 * Fills a repo like years of scans: ids ascend with time, and findings are about as long as real ones.
 * Each table below a repo that grows with scans has rows, also those that triggers and counts fill.
 * @param embedded whether the database accepts no COPY from clients
 */
export async function fillLikeYears(
  db: pg.Client,
  repoId: string,
  size: Size,
  embedded: boolean,
): Promise<void> {
  const load = embedded ? insertAll : copyAll;
  const idOf = idsOf(v7());
  const now = new Date().toISOString();
  await load(db, 'scans', scansOf(repoId, size, idOf, now));
  await load(db, 'scan_stages', stagesOf(size, idOf));
  await load(db, 'findings', findingsOf(repoId, size, idOf, now));
  await load(db, 'finding_events', eventsOf(size, idOf, now));
  await load(db, 'finding_texts', textsOf(repoId, size, idOf, now));
  await load(db, 'packages', packagesOf(repoId, size, idOf));
  await countFindings(db, repoId);
  await db.query(HISTORY, [repoId]);
}

/** What statistics keep of two years: changes by day and severity, and fixes by age. */
const HISTORY = `
  WITH days AS (
    INSERT INTO finding_days (repo_id, day, severity, opened, fixed, net)
    SELECT $1, current_date - n, severity, 3, 2, 1
    FROM generate_series(0, 729) AS n, unnest(enum_range(NULL::severity)) AS severity)
  INSERT INTO finding_fixes (repo_id, day, severity, age_days, count)
  SELECT $1, current_date - n, severity, n % 40, 2
  FROM generate_series(0, 729) AS n, unnest(enum_range(NULL::severity)) AS severity`;

/** In a transaction. The keys are right by construction, and checking each takes as long as all the rest. */
async function unchecked(db: pg.Client, write: () => Promise<unknown>): Promise<void> {
  await db.query('BEGIN');
  await db.query('SET LOCAL session_replication_role = replica');
  await write();
  await db.query('COMMIT');
}

type IdOf = (table: 1 | 2 | 3 | 4 | 5, n: number) => string;

/** Ids in the form of UUIDv7. The tail is a number, which relates findings to scans and events to findings. */
function idsOf(stem: string): IdOf {
  return (table, n) => `${stem.slice(0, 13)}-700${table}-8000-${n.toString(16).padStart(12, '0')}`;
}

function* scansOf(repoId: string, { scans }: Size, idOf: IdOf, now: string): Generator<Row> {
  const ended = { status: 'completed', complete: true, created_at: now, updated_at: now, completed_at: now };
  for (let n = 0; n < scans; n++) yield { id: idOf(1, n), repo_id: repoId, scan_type: 'full', ...ended };
}

function* stagesOf({ scans }: Size, idOf: IdOf): Generator<Row> {
  for (let n = 0; n < scans * STAGES.length; n++) {
    const name = STAGES[n % STAGES.length] ?? '';
    yield { id: idOf(4, n), scan_id: idOf(1, Math.floor(n / STAGES.length)), name, status: 'completed' };
  }
}

function* findingsOf(repoId: string, { scans, findings }: Size, idOf: IdOf, now: string): Generator<Row> {
  const same = {
    repo_id: repoId,
    source: 'secrets',
    status: 'open',
    severity: 'high',
    confidence: 'high',
    title: 'AWS secret access key',
    rule_id: 'aws-secret-access-key',
    in_tree: true,
    fix_type: 'manual_review',
    code_snippet: 'const key = "••••"; '.repeat(10),
    first_seen_at: now,
    last_seen_at: now,
    created_at: now,
    updated_at: now,
    file_role: 'product',
  };
  for (let n = 0; n < findings; n++) {
    yield {
      id: idOf(2, n),
      group_id: idOf(2, n),
      scan_id: idOf(1, n % scans),
      file_path: `src/config/environment-${n}.ts`,
      line_start: n % 1_000,
      // As random as a digest: neighbours in the table are not neighbours in its index.
      fingerprint: ((n * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0').repeat(7) + n.toString(16),
      ...same,
    };
  }
}

function* eventsOf(size: Size, idOf: IdOf, now: string): Generator<Row> {
  const same = { type: 'status_changed', new_value: 'open', created_at: now };
  for (let n = 0; n < size.findings * size.eventsPerFinding; n++) {
    yield { id: idOf(3, n), finding_id: idOf(2, Math.floor(n / size.eventsPerFinding)), ...same };
  }
}

/** As long as what the trigger of findings writes; COPY would need an escape for its line ends. */
function* textsOf(repoId: string, size: Size, idOf: IdOf, now: string): Generator<Row> {
  for (const { id, title, rule_id, file_path } of findingsOf(repoId, size, idOf, now)) {
    yield { finding_id: id ?? '', repo_id: repoId, text: `${title} ${rule_id} ${file_path}` };
  }
}

function* packagesOf(repoId: string, { packages }: Size, idOf: IdOf): Generator<Row> {
  for (let n = 0; n < packages; n++) {
    const name = `package-${n}`;
    const found = {
      ecosystem: 'npm',
      name,
      version: '1.0.0',
      key: `npm:${name}`,
      purl: `pkg:npm/${name}@1.0.0`,
    };
    yield {
      id: idOf(5, n),
      repo_id: repoId,
      ...found,
      dev: false,
      file_path: 'package-lock.json',
      line: n + 1,
    };
  }
}

/** By COPY, in PostgreSQL's text format; no value here needs escapes. */
async function copyAll(db: pg.Client, table: string, rows: Generator<Row>): Promise<void> {
  const chunks = chunksOf(rows);
  const first = chunks.next().value ?? [];
  const texts = function* () {
    yield textOf(first);
    for (const chunk of chunks) yield textOf(chunk);
  };
  await unchecked(db, () =>
    pipeline(Readable.from(texts()), db.query(from(`COPY ${table} (${columnsOf(first)}) FROM STDIN`))),
  );
}

function textOf(chunk: Row[]): string {
  return chunk.map((row) => `${Object.values(row).join('\t')}\n`).join('');
}

/** In many transactions, as an open one blocks the embedded database for all others. */
async function insertAll(db: pg.Client, table: string, rows: Generator<Row>): Promise<void> {
  for (const chunk of chunksOf(rows)) {
    const columns = columnsOf(chunk);
    await unchecked(db, () =>
      db.query(
        `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
        [JSON.stringify(chunk)],
      ),
    );
  }
}

function columnsOf(chunk: Row[]): string {
  return Object.keys(chunk[0] ?? {}).join(', ');
}

function* chunksOf(rows: Generator<Row>): Generator<Row[], undefined> {
  let chunk: Row[] = [];
  for (const row of rows) {
    if (chunk.push(row) < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Rows of any table that reference a repo. */
export async function rowsOf(db: pg.Client, repoId: string): Promise<number> {
  const { rows } = await db.query(
    `SELECT ((SELECT count(*) FROM repos WHERE id = $1) + (SELECT count(*) FROM scans WHERE repo_id = $1)
       + (SELECT count(*) FROM findings WHERE repo_id = $1))::int AS n`,
    [repoId],
  );
  return (rows[0] as { n: number }).n;
}
