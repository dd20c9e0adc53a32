import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Actor, proveActor } from '@/domain/actor';
import type { ActorContext, Db } from '@/domain/context';
import { newId } from '@/domain/ids';
import { createRepoInput, repoSettingsInput } from '@/domain/repos/schema';
import { createRepo, updateRepo } from '@/domain/repos/service';
import { claimScan, completeScan } from '@/domain/scans/lifecycle';
import type { ClaimedScan } from '@/domain/scans/rules';
import { getCoverage, requestScan } from '@/domain/scans/service';
import { openDb } from '@/server/db';

let database: TestDatabase;
let db: Db;
let actor: Actor;
beforeAll(async () => {
  database = await freshDatabase();
  db = openDb(database.url, 2);
  const userId = newId();
  await db.user.create({ data: { id: userId, email: 'x@example.com', role: 'user', createdAt: new Date() } });
  actor = proveActor({ userId, role: 'user', credential: { kind: 'session', sessionId: newId() } });
});
afterAll(async () => {
  await db?.$disconnect();
  await database?.stop();
});

const ctx = () => ({ db, longDb: db, now: new Date(), actor }) as ActorContext;

async function claim(repoId: string): Promise<ClaimedScan> {
  const { id } = await requestScan(ctx(), { repoId });
  const scan = await claimScan(ctx(), { workerId: newId(), slots: 2 });
  if (scan?.scanId !== id) throw new Error('another scan was claimed');
  return scan;
}

async function complete(scan: ClaimedScan): Promise<void> {
  const current = { total: 0, critical: 0, high: 0, medium: 0, low: 0, new: 0 };
  const outcome = { complete: true, historyTips: ['a'.repeat(40)], ruleSet: 'x', fixed: 0, current };
  const coverage = await getCoverage(ctx(), { id: scan.scanId });
  await completeScan(ctx(), scan, { outcome, coverage });
}

it('a scan is the base of the next one, unless the scope of history has changed while it ran', async () => {
  const { id } = await createRepo(ctx(), createRepoInput.parse({ name: 'a', sourceType: 'github' }));
  const first = await claim(id);
  await complete(first);
  const second = await claim(id);
  expect(second).toMatchObject({ allRefs: false, base: { scanId: first.scanId } });
  await updateRepo(ctx(), { id, ...repoSettingsInput.parse({ scanAllRefs: true }) });
  await complete(second);
  const third = await claim(id);
  expect(third).toMatchObject({ allRefs: true, base: null });
  await complete(third);
  expect(await claim(id)).toMatchObject({ base: { scanId: third.scanId } });
});
