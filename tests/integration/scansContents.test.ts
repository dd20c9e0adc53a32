import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { connectTo, insertScan } from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  announceRules,
  keepResults,
  knownResults,
  type RuleSetFacts,
  releaseContents,
} from '@/domain/contents/service';
import type { Context, Db } from '@/domain/context';
import { newId } from '@/domain/ids';
import { purgeSmallRepo } from '@/domain/purges/service';
import { claimScan, RunEnded, releaseScan, requeueScans } from '@/domain/scanRuns/service';
import { openDb } from '@/server/db';

let server: TestServer;
let rows: pg.Client;
let db: Db;
let user: TestUser;

beforeAll(async () => {
  server = await startServer();
  rows = await connectTo(server.database.url);
  db = openDb(server.database.url, 4);
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.$disconnect();
  await rows?.end();
  await server?.stop();
});

const context = (now = new Date()): Context => ({ db, now }) as Context;
const rule = (id: string, digest: string, ...keywords: number[]) => ({ id, digest, keywords });
const rules = (version: string, engine: string, ...list: ReturnType<typeof rule>[]): RuleSetFacts => ({
  version,
  manifest: { engine, rules: list },
});
const result = (keywords: number[], ...ruleIds: string[]) => ({
  id: newId(),
  verdict: 'text',
  keywords,
  matches: ruleIds.map((ruleId) => ({ ruleId })),
});

/** A scan of a new repo in a worker's hands. */
async function newRun() {
  const { id: repoId } = await newRepo(user);
  await insertScan(rows, repoId, { status: 'queued' });
  const run = await claimScan(context(), repoId);
  if (!run) throw new Error('the scan could not be taken up');
  return run;
}

/** As a worker does with what the request had no time for. */
async function deleteRepo(id: string): Promise<void> {
  await user.ask('DELETE', `/api/repos/${id}`);
  await purgeSmallRepo(context(), id);
}

const kept = async (ids: string[]) => {
  const found = await rows.query('SELECT id FROM content_results WHERE id = ANY($1)', [ids]);
  return found.rows.map((row) => row.id as string).sort();
};

describe('a changed set of rules', () => {
  const before = rules('v1', 'e', rule('a', '1', 1), rule('b', '1', 2), rule('c', '1', 3));
  const results = {
    plain: result([]),
    a: result([1], 'a'),
    keywordOfB: result([2]),
    b: result([2], 'b'),
    c: result([3], 'c'),
  };
  const ids = Object.values(results).map(({ id }) => id);
  const knownUnder = async (now: RuleSetFacts) => {
    await announceRules(context(), now);
    const known = await knownResults(context(), now, ids);
    return Object.entries(results).flatMap(([name, { id }]) => (known.has(id) ? [name] : []));
  };

  it('has only what it touches looked through again, and what it leaves is carried over for good', async () => {
    const run = await newRun();
    await announceRules(context(), before);
    await keepResults(context(), run, before, Object.values(results), ids);
    expect(await knownUnder(before)).toEqual(['plain', 'a', 'keywordOfB', 'b', 'c']);
    const changed = rules('v2', 'e', rule('a', '1', 1), rule('b', '2', 2));
    expect(await knownUnder(changed)).toEqual(['plain', 'a']);
    const { rows: versions } = await rows.query(
      'SELECT rule_set, count(*)::int AS n FROM content_results WHERE id = ANY($1) GROUP BY 1 ORDER BY 1',
      [ids],
    );
    expect(versions).toEqual([
      { rule_set: 'v1', n: 3 },
      { rule_set: 'v2', n: 2 },
    ]);
    expect(await knownUnder(rules('v3', 'e', rule('new', '1', 9)))).toEqual([]);
    expect(await knownUnder(rules('v4', 'another engine', rule('a', '1', 1)))).toEqual([]);
  });

  it('is carried over by two scans at once without one waiting for the other', async () => {
    const run = await newRun();
    const many = Array.from({ length: 400 }, () => result([1], 'a'));
    await announceRules(context(), before);
    await keepResults(
      context(),
      run,
      before,
      many,
      many.map(({ id }) => id),
    );
    const order = many.map(({ id }) => id);
    for (let round = 0; round < 5; round++) {
      const next = rules(`w${round}`, 'e', rule('a', '1', 1));
      await announceRules(context(), next);
      const both = await Promise.all(
        [order, order.toReversed()].map((list) => knownResults(context(), next, list)),
      );
      expect(both.map((known) => known.size)).toEqual([400, 400]);
    }
  });
});

describe('results of contents that several repos have', () => {
  const ruleSet = rules('s', 'e', rule('a', '1', 1));

  it('stay as long as one of them has the content, and go with the last', async () => {
    await announceRules(context(), ruleSet);
    const [first, second] = [await newRun(), await newRun()];
    const [shared, own] = [result([1], 'a'), result([])];
    await keepResults(context(), first, ruleSet, [shared, own], [shared.id, own.id]);
    await keepResults(context(), second, ruleSet, [], [shared.id]);
    await releaseContents(context(), first, [shared.id]);
    expect(await kept([shared.id, own.id])).toEqual([shared.id]);
    await deleteRepo(first.repoId);
    expect(await kept([shared.id])).toEqual([shared.id]);
    await deleteRepo(second.repoId);
    expect(await kept([shared.id])).toEqual([]);
  });

  it('go with the last two, also where these are deleted at once', async () => {
    await announceRules(context(), ruleSet);
    const shared = Array.from({ length: 200 }, () => result([1], 'a'));
    const ids = shared.map(({ id }) => id);
    for (let round = 0; round < 8; round++) {
      const runs = [await newRun(), await newRun()];
      for (const run of runs) await keepResults(context(), run, ruleSet, shared, ids);
      await Promise.all(runs.map(({ repoId }) => user.ask('DELETE', `/api/repos/${repoId}`)));
      expect(await kept(ids), `round ${round}`).toEqual([]);
    }
  });

  it('are written by no run that has ended', async () => {
    await announceRules(context(), ruleSet);
    const run = await newRun();
    await rows.query(`UPDATE scans SET status = 'cancelled' WHERE id = $1`, [run.scanId]);
    const late = result([]);
    await expect(keepResults(context(), run, ruleSet, [late], [late.id])).rejects.toThrow(RunEnded);
    expect(await kept([late.id])).toEqual([]);
  });
});

describe('a scan that waits for a worker', () => {
  it('keeps its place in the queue, however long that takes', async () => {
    const run = await newRun();
    await releaseScan(context(), run, true);
    const job = async () =>
      (
        await rows.query(`SELECT created_on FROM pgboss.job WHERE name = 'repo.scan' AND id = $1`, [
          run.repoId,
        ])
      ).rows;
    const [placed] = await job();
    const anHourAgo = `now() - interval '1 hour'`;
    await rows.query(`UPDATE scans SET created_at = ${anHourAgo} WHERE id = $1`, [run.scanId]);
    await requeueScans(context());
    expect(await job()).toEqual([placed]);
    await rows.query(
      `UPDATE pgboss.job SET state = 'active', started_on = ${anHourAgo} WHERE name = 'repo.scan' AND id = $1`,
      [run.repoId],
    );
    await requeueScans(context());
    expect((await job())[0]).not.toEqual(placed);
  });
});
