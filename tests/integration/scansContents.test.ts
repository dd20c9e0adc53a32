import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { connectTo, insertClaimedScan } from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepResults, knownResults, releaseContents } from '@/domain/contents/service';
import type { Context, Db } from '@/domain/context';
import { newId } from '@/domain/ids';
import { ScanEnded } from '@/domain/scans/lifecycle';
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
const result = (...ruleIds: string[]) => ({
  id: newId(),
  verdict: 'text',
  matches: ruleIds.map((ruleId) => ({ ruleId })),
});

/** A scan of a new repo that a worker has claimed. */
async function newRun() {
  const { id: repoId } = await newRepo(user);
  return insertClaimedScan(rows, repoId);
}

const deleteRepo = (id: string) => user.ask('DELETE', `/api/repos/${id}`);

const kept = async (ids: string[]) => {
  const found = await rows.query('SELECT id FROM content_results WHERE id = ANY($1)', [ids]);
  return found.rows.map((row) => row.id as string).sort();
};

describe('another version of the engine', () => {
  it('uses no results of the previous version, and replaces them by its own', async () => {
    const run = await newRun();
    const results = [result('a'), result()];
    const ids = results.map(({ id }) => id);
    const knownBy = async (version: string) =>
      [...(await knownResults(context(), version, ids)).keys()].sort();
    await keepResults(context(), run, 'one', results, ids);
    expect(await knownBy('one')).toEqual([...ids].sort());
    expect(await knownBy('two')).toEqual([]);
    await keepResults(context(), run, 'two', results.slice(0, 1), ids);
    expect(await knownBy('two')).toEqual(ids.slice(0, 1));
    expect(await knownBy('one')).toEqual(ids.slice(1));
  });
});

describe('results of contents that several repos have', () => {
  const version = 'of these tests';

  it('stay as long as one of them has the content, and are deleted with the last', async () => {
    const [first, second] = [await newRun(), await newRun()];
    const [shared, own] = [result('a'), result()];
    await keepResults(context(), first, version, [shared, own], [shared.id, own.id]);
    await keepResults(context(), second, version, [], [shared.id]);
    await releaseContents(context(), first, (id) => id === shared.id);
    expect(await kept([shared.id, own.id])).toEqual([shared.id]);
    await deleteRepo(first.repoId);
    expect(await kept([shared.id])).toEqual([shared.id]);
    await deleteRepo(second.repoId);
    expect(await kept([shared.id])).toEqual([]);
  });

  it('are deleted with the last two, even if these are deleted at once', async () => {
    const shared = Array.from({ length: 200 }, () => result('a'));
    const ids = shared.map(({ id }) => id);
    for (let round = 0; round < 8; round++) {
      const runs = [await newRun(), await newRun()];
      for (const run of runs) await keepResults(context(), run, version, shared, ids);
      await Promise.all(runs.map(({ repoId }) => user.ask('DELETE', `/api/repos/${repoId}`)));
      expect(await kept(ids), `round ${round}`).toEqual([]);
    }
  });

  it('are not written by a run that has ended', async () => {
    const run = await newRun();
    await rows.query(`UPDATE scans SET status = 'cancelled' WHERE id = $1`, [run.scanId]);
    const late = result();
    await expect(keepResults(context(), run, version, [late], [late.id])).rejects.toThrow(ScanEnded);
    expect(await kept([late.id])).toEqual([]);
  });
});
