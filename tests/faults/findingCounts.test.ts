import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { type HistoryByHand, historyByHand } from '@tests/support/findingHistory';
import { seeded } from '@tests/support/random';
import { connectTo, insertClaimedScan, pointToScans } from '@tests/support/rows';
import type pg from 'pg';
import { v5, v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Context, Db } from '@/domain/context';
import { countOpen, readFixes, readHistory } from '@/domain/findingCounts/query';
import { HISTORY_DAYS, historyOf, startOfDay } from '@/domain/findingCounts/rules';
import {
  lockFindings,
  moveFindings,
  recordDetections,
  setSeverity,
  settleFindings,
} from '@/domain/findings/lifecycle';
import { applyRetention } from '@/domain/retention/lifecycle';
import { saveRule } from '@/domain/retention/store';
import { changeAll } from '@/domain/triages/lifecycle';
import { insertDone } from '@/domain/triages/store';
import { CONFIDENCES, FILE_ROLES, SEVERITIES } from '@/engines/engine';
import { Prisma } from '@/generated/prisma/client';
import type { Located } from '@/scan/located';
import { openDb } from '@/server/db';

let database: TestDatabase;
let db: Db;
let rows: pg.Client;
let byHand: HistoryByHand;
const repoIds = [v7(), v7()];
const userId = v7();
beforeAll(async () => {
  database = await freshDatabase();
  db = openDb(database.url, 4);
  rows = await connectTo(database.url);
  byHand = historyByHand(rows);
  await rows.query(
    `INSERT INTO users (id, email, role, created_at) VALUES ($1, 'a@b.example', 'user', now())`,
    [userId],
  );
  for (const id of repoIds) {
    await rows.query(
      `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at)
       VALUES ($1, $2, 'a', 'github', 'none', now(), now())`,
      [id, userId],
    );
  }
  await saveRule(db, 30, new Date());
});
afterAll(async () => {
  await rows?.end();
  await db?.$disconnect();
  await database?.stop();
});

const ROUNDS = 25;
const DAY_MS = 24 * 60 * 60 * 1000;
const NAMESPACE = v7();

/** One of 200 places of 40 secrets, with random facts. */
function randomDetection(random: () => number): Located {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const number = Math.floor(random() * 40);
  const secret = `secret ${number}`;
  const filePath = `src/${Math.floor(random() * 5)}.ts`;
  return {
    ...{
      source: number % 4 === 0 ? 'static' : 'secrets',
      fingerprint: `${secret} ${filePath}`,
      identity: secret,
      formerIdentities: [],
    },
    ...{ groupId: v5(secret, NAMESPACE), anchors: [], evidence: [], fileRole: pick(FILE_ROLES) },
    ...{
      ruleId: 'rule',
      ruleName: 'A rule',
      title: 'Secret',
      description: 'A secret.',
      cweId: 'CWE-798',
      filePath,
    },
    ...{
      severity: pick(SEVERITIES),
      confidence: pick(CONFIDENCES),
      lineStart: 1,
      lineEnd: 1,
      snippetLine: 1,
    },
    ...{ codeSnippet: 'key = "••••"', fixType: 'manual_review', fixSummary: 'Revoke it.', references: [] },
    ...{ inTree: random() < 0.8, history: null },
    suppressed: random() < 0.2 ? { by: pick(['comment', 'allow_list']), reason: 'known' } : null,
  };
}

/** A scan that detects anything, and covers any part of its repo. */
async function scan(repoId: string, random: () => number, now: Date): Promise<void> {
  const ctx = { db, now } as Context;
  const run = await insertClaimedScan(rows, repoId);
  await recordDetections(
    ctx,
    run,
    Array.from({ length: Math.floor(random() * 60) }, () => randomDetection(random)),
  );
  const [treeComplete, historyComplete, historyContinued] = [random() < 0.9, random() < 0.7, random() < 0.2];
  const ruleIds = new Set(random() < 0.9 ? ['rule'] : []);
  const renamedAmong = async () => new Map();
  await moveFindings(ctx, run, { sources: ['secrets', 'static'], renamedAmong, treeComplete });
  await settleFindings(ctx, run, {
    engines: [
      { id: 'secrets', history: true, ruleIds, newerRuleSets: new Set() },
      { id: 'static', history: false, ruleIds, newerRuleSets: new Set() },
    ],
    reach: { treeComplete, historyComplete, historyContinued },
    ignoredAmong: async (paths) => new Set(paths.filter(() => random() < 0.1)),
    removedBy: new Map(),
  });
  await rows.query(
    `UPDATE scans SET status = 'completed', worker_id = NULL, lease_until = NULL WHERE id = $1`,
    [run.scanId],
  );
  await pointToScans(rows);
}

/** Users decide on a few findings, and change the severity of others. */
async function triage(random: () => number, now: Date): Promise<void> {
  const { rows: some } = await rows.query(
    'SELECT id FROM findings ORDER BY hashtext(id::text || $1) LIMIT 12',
    [random()],
  );
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  await db.$transaction(async (tx) => {
    const ids = some.map(({ id }) => id);
    const status = pick(['open', 'confirmed', 'dismissed', 'false_positive'] as const);
    const order = { status, reason: 'why', until: null, comment: null, filter: null, seen: null };
    const about = { id: v7(), actorId: userId, order };
    await insertDone(tx, { ...about, total: ids.length, createdAt: now }, 0);
    await changeAll(tx, ids, about, now);
  });
  await db.$transaction(async (tx) => {
    const [finding] = await lockFindings(tx, [pick(some).id]);
    if (finding) await setSeverity(tx, finding, pick(SEVERITIES), now);
  });
}

const COLUMNS = 'repo_id, source, severity, status, confidence, file_role, in_tree';
async function compare(what: string): Promise<void> {
  const { rows: kept } = await rows.query(
    `SELECT ${COLUMNS}, count FROM finding_counts WHERE count <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7`,
  );
  const { rows: real } = await rows.query(
    `SELECT ${COLUMNS}, count(*)::int AS count FROM findings GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7`,
  );
  expect(kept, what).toEqual(real);
}

it.each([1, 2, 3])(
  'the counts of findings are exact after any scans and retention (seed %i)',
  async (seed) => {
    const random = seeded(seed);
    let deleted = 0;
    for (let round = 0; round < ROUNDS; round++) {
      // A day apart, so that each round's retention is due.
      const now = new Date(Date.now() + (seed * ROUNDS + round) * 2 * DAY_MS);
      for (const repoId of repoIds) await byHand.during(now, () => scan(repoId, random, now));
      await byHand.during(now, () => triage(random, now));
      await compare(`scans of round ${round}`);
      await rows.query(
        `UPDATE findings SET updated_at = $1 WHERE status = 'fixed' AND hashtext(id::text) % 3 = 0`,
        [new Date(now.getTime() - 31 * DAY_MS)],
      );
      const before = await rows.query('SELECT count(*)::int AS count FROM findings');
      await byHand.during(now, () => applyRetention({ db, now } as Context, async () => undefined));
      const after = await rows.query('SELECT count(*)::int AS count FROM findings');
      deleted += before.rows[0].count - after.rows[0].count;
      await compare(`retention of round ${round}`);
    }
    expect(deleted).toBeGreaterThan(0);
    const now = new Date(Date.now() + (seed * ROUNDS + ROUNDS - 1) * 2 * DAY_MS);
    const ids = Prisma.sql`SELECT id FROM repos`;
    const since = startOfDay(now, HISTORY_DAYS - 1);
    const history = historyOf(await readHistory(db, ids, since), now);
    const expected = byHand.until(now);
    expect(history.series).toEqual(expected.series);
    expect(history.open).toEqual(expected.open);
    expect(history.change30d).toEqual(expected.change30d);
    const ages = (await readFixes(db, ids, since)).flatMap(({ severity, ageDays, count }) =>
      Array.from({ length: count }, () => `${severity} ${ageDays}`),
    );
    expect(ages.sort()).toEqual(expected.ages);
    expect(ages.length).toBeGreaterThan(10);

    const open = await countOpen(db, {}, repoIds);
    const { rows: real } = await rows.query(
      `SELECT repo_id, severity, count(*)::int AS count FROM findings WHERE status IN ('open', 'confirmed') GROUP BY 1, 2`,
    );
    expect(real.length).toBeGreaterThan(0);
    for (const one of real) expect(open.get(one.repo_id)).toMatchObject({ [one.severity]: one.count });
  },
);
