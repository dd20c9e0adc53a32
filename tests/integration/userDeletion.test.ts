import { caller, newUser, type TestUser, withToken } from '@tests/support/api';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { orphansIn } from '@tests/support/orphans';
import { finishDeletions } from '@tests/support/purges';
import { refusal } from '@tests/support/refusal';
import { connectTo, deletionRecord } from '@tests/support/rows';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

/** Without a worker until a test starts one, so that nothing is purged before. */
let server: KeptServer;
let db: pg.Client;
let admin: TestUser;

beforeAll(async () => {
  server = await keptServer();
  db = await connectTo(server.database.url);
  admin = await newUser(server.url);
});
afterEach(async () => {
  expect(await orphansIn(db)).toEqual({});
});
afterAll(async () => {
  await db?.end();
});

/** For a busy machine. */
const PATIENT = { timeout: 240_000 };
const fail = (code: number, message: string) => ({ success: false, code, message });
const remove = (who: Pick<TestUser, 'ask'>, id: string) => who.ask('DELETE', `/api/users/${id}`);
const promote = (id: string, role = 'admin') =>
  db.query('UPDATE users SET role = $2::user_role WHERE id = $1', [id, role]);
const isThere = async (id: string) =>
  (await db.query('SELECT id FROM users WHERE id = $1', [id])).rowCount === 1;

const finish = (...ids: string[]) => finishDeletions(server, db, ids);

describe('who may delete an account', PATIENT, () => {
  it('an admin may delete any, once', async () => {
    const user = await newUser(server.url);
    const answer = await remove(admin, user.id);
    expect([answer.status, answer.data]).toEqual([200, { id: user.id, deleted: true }]);
    expect((await remove(admin, user.id)).body).toEqual(fail(404, `User '${user.id}' not found`));
    await finish(user.id);
    expect(await isThere(user.id)).toBe(false);
    for (const id of [user.id, v7(), 'x', '%00']) expect((await remove(admin, id)).status, id).toBe(404);
    const record = { kind: 'user', name: user.email, actor_id: admin.id, counts: {}, orphans: 0 };
    expect(await deletionRecord(db, user.id)).toMatchObject(record);
  });

  it('every user may delete their own', async () => {
    const user = await newUser(server.url);
    expect(await user.trpc.account.deleteUser.mutate({ id: user.id })).toEqual({
      id: user.id,
      deleted: true,
    });
    expect((await user.ask('GET', '/api/auth/me')).status).toBe(401);
    await finish(user.id);
    expect(await deletionRecord(db, user.id)).toMatchObject({ actor_id: user.id, orphans: 0 });
  });

  it('no other user may, nor learn whether the account exists, and no API token', async () => {
    const [user, other] = [await newUser(server.url), await newUser(server.url)];
    for (const id of [other.id, admin.id, v7(), 'x'])
      expect((await remove(user, id)).body, id).toEqual(fail(403, 'Only an admin can do this'));
    expect(await refusal(user.trpc.account.deleteUser.mutate({ id: other.id }))).toMatchObject({
      ...{ httpStatus: 403, reason: 'admin_only' },
    });
    for (const owner of [admin, user]) {
      const token = await withToken(server.url, owner, ['repos:read', 'repos:write', 'findings:write']);
      const refused = await remove(token, user.id);
      expect(refused.body).toEqual(fail(403, 'This needs a signed-in session, not an API token'));
    }
    expect((await remove(caller(server.url), user.id)).status).toBe(401);
    for (const { ask } of [user, other]) expect((await ask('GET', '/api/auth/me')).status).toBe(200);
  });
});

describe('the last admin', PATIENT, () => {
  const message = 'This is the only admin. Add another admin first, then delete this one.';

  it('stays', async () => {
    expect((await remove(admin, admin.id)).body).toEqual(fail(409, message));
    expect((await admin.ask('GET', '/api/auth/me')).data.role).toBe('admin');
  });

  it('stays also if its id is written in capitals', async () => {
    expect((await remove(admin, admin.id.toUpperCase())).body).toEqual(fail(409, message));
    expect((await admin.ask('GET', '/api/auth/me')).data.role).toBe('admin');
  });

  it('stays also where two delete each other, or each themselves, at once', async () => {
    for (const crossed of [true, false]) {
      const [one, two] = [await newUser(server.url), await newUser(server.url)];
      for (const { id } of [one, two]) await promote(id);
      await promote(admin.id, 'user');
      const targets = crossed ? [two.id, one.id] : [one.id, two.id];
      const answers = await Promise.all([remove(one, targets[0] ?? ''), remove(two, targets[1] ?? '')]);
      const statuses = answers.map(({ status }) => status).sort();
      // If the first ends before the second is authenticated, the second one is already signed out.
      expect(
        crossed
          ? [
              [200, 401],
              [200, 409],
            ]
          : [[200, 409]],
      ).toContainEqual(statuses);
      const admins = await db.query(`SELECT id FROM users WHERE role = 'admin' AND deleted_at IS NULL`);
      expect(admins.rows).toHaveLength(1);
      await promote(admin.id);
      await promote(admins.rows[0].id, 'user');
    }
  });
});
