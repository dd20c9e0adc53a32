import { caller, newRepo, newUser, PASSWORD, signIn, type TestUser, withToken } from '@tests/support/api';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { orphansIn } from '@tests/support/orphans';
import { finishDeletions } from '@tests/support/purges';
import { connectTo, countRows, deletionRecord, fillRepo, NOTHING_LEFT } from '@tests/support/rows';
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
const register = (email: string) =>
  caller(server.url).ask('POST', '/api/auth/register', { body: { email, password: PASSWORD } });
const repoOf = async (who: TestUser, name = 'a repo') =>
  (await newRepo(who, { name, source_type: 'github', remote_url: null })).id;
const isThere = async (id: string) =>
  (await db.query('SELECT id FROM users WHERE id = $1', [id])).rowCount === 1;

const finish = (...ids: string[]) => finishDeletions(server, db, ids);

describe('a deleted account', PATIENT, () => {
  it('leaves the repos of others: as a member, and as the assignee of many findings', async () => {
    const user = await newUser(server.url);
    const repo = await repoOf(admin);
    await admin.ask('PUT', `/api/repos/${repo}/members`, { body: { user_id: user.id, role: 'triager' } });
    await user.ask('POST', '/api/views', { body: { name: 'mine', filter: {} } });
    await fillRepo(db, repo, 1, 1_200);
    await db.query('UPDATE findings SET assignee_id = $1 WHERE repo_id = $2', [user.id, repo]);
    await remove(admin, user.id);
    expect((await admin.ask('GET', `/api/repos/${repo}/members`)).data.items).toEqual([]);
    await finish(user.id);
    expect(await isThere(user.id)).toBe(false);
    const { rows } = await db.query(
      'SELECT count(*)::int, count(assignee_id)::int AS assigned FROM findings WHERE repo_id = $1',
      [repo],
    );
    expect(rows).toEqual([{ count: 1_200, assigned: 0 }]);
  });

  it('is unusable, and its address is free at once, while its repos are being purged', async () => {
    const user = await newUser(server.url);
    const token = await withToken(server.url, user, ['repos:read']);
    const second = await signIn(server.url, user.email);
    const large = await repoOf(user, 'large');
    await fillRepo(db, large, 2, 600);
    const small = await repoOf(user, 'small');
    await fillRepo(db, small, 1, 2);
    expect((await remove(admin, user.id)).status).toBe(200);
    for (const { ask } of [user, token, second])
      expect((await ask('GET', '/api/repos')).body).toEqual(fail(401, 'Authentication required'));
    const login = { body: { email: user.email, password: PASSWORD } };
    expect((await caller(server.url).ask('POST', '/api/auth/login', login)).status).toBe(401);
    const users = JSON.stringify((await admin.ask('GET', '/api/users?limit=100')).data);
    expect(users).not.toContain(user.id);
    expect(await countRows(db, large)).toMatchObject({ repos: 1, findings: 1_200 });

    const again = await register(user.email);
    expect(again.status).toBe(201);
    const successor = again.data.user as { id: string };
    expect(successor.id).not.toBe(user.id);
    const receipts = await admin.ask('GET', '/api/deletions?limit=100&state=purging');
    const names = (receipts.data.items as { id: string; name: string }[]).filter(({ id }) =>
      [large, small, user.id].includes(id),
    );
    expect(names.map(({ name }) => name).sort()).toEqual(['large', 'small', user.email].sort());

    await finish(user.id, large, small);
    for (const id of [large, small]) expect(await countRows(db, id)).toEqual(NOTHING_LEFT);
    expect(await deletionRecord(db, large)).toMatchObject({
      ...{
        actor_id: admin.id,
        kind: 'repo',
        counts: { scans: 2, findings: 1_200 },
        orphans: 0,
      },
    });
    expect(await deletionRecord(db, user.id)).toMatchObject({ counts: { repos: 2 }, orphans: 0 });
    expect(await isThere(user.id)).toBe(false);
    expect((await signIn(server.url, user.email).then(({ ask }) => ask('GET', '/api/auth/me'))).data.id).toBe(
      successor.id,
    );
  });

  it('has no credential from a request that was still running', async () => {
    const user = await newUser(server.url);
    const repo = await repoOf(user);
    await fillRepo(db, repo, 1, 600);
    const before = await db.query('SELECT * FROM sessions WHERE user_id = $1', [user.id]);
    const token = await withToken(server.url, user, ['repos:read']);
    const kept = await db.query('SELECT * FROM api_tokens WHERE user_id = $1', [user.id]);
    expect((await remove(user, user.id)).status).toBe(200);
    const session = before.rows[0];
    await db.query(
      `INSERT INTO sessions (id, token_hash, user_id, expires_at, created_at) VALUES ($1, $2, $3, $4, now())`,
      [session.id, session.token_hash, user.id, session.expires_at],
    );
    await db.query(
      `INSERT INTO api_tokens (id, user_id, name, token_hash, scopes, expires_at, created_at)
       VALUES ($1, $2, 'ci', $3, '{repos:read}', now() + interval '1 day', now())`,
      [v7(), user.id, kept.rows[0].token_hash],
    );
    for (const { ask } of [user, token]) expect((await ask('GET', '/api/repos')).status).toBe(401);
    await finish(user.id, repo);
    expect(await deletionRecord(db, user.id)).toMatchObject({ orphans: 0 });
  });

  it('is no longer named in its actions in repos of others, which stay unchanged', async () => {
    const user = await newUser(server.url);
    const theirs = await repoOf(admin, "somebody else's");
    await fillRepo(db, theirs, 1, 700);
    const inRepo = 'finding_id IN (SELECT id FROM findings WHERE repo_id = $1)';
    await db.query(`UPDATE finding_events SET actor_id = $2 WHERE ${inRepo}`, [theirs, user.id]);
    await db.query('UPDATE scans SET triggered_by = $2 WHERE repo_id = $1', [theirs, user.id]);
    const before = await countRows(db, theirs);
    expect((await remove(admin, user.id)).status).toBe(200);
    await finish(user.id);
    expect(await countRows(db, theirs)).toEqual(before);
    const named = `SELECT (SELECT count(*) FROM finding_events WHERE ${inRepo} AND actor_id IS NOT NULL)
      + (SELECT count(*) FROM scans WHERE repo_id = $1 AND triggered_by IS NOT NULL) AS count`;
    expect((await db.query(named, [theirs])).rows).toEqual([{ count: '0' }]);
  });

  it('is deleted with a repo that is registered at the same moment', async () => {
    const user = await newUser(server.url);
    const late: string[] = [];
    const registering = Promise.all(
      Array.from({ length: 12 }, () =>
        repoOf(user, 'late')
          .then((id) => late.push(id))
          .catch(() => undefined),
      ),
    );
    const removal = await remove(admin, user.id);
    await registering;
    expect(removal.status).toBe(200);
    // The row that a request authenticated before would still write.
    const id = v7();
    await db.query(
      `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at)
       VALUES ($1, $2, 'later still', 'github', 'none', now(), now())`,
      [id, user.id],
    );
    await finish(user.id);
    for (const repo of [...late, id]) {
      expect(await countRows(db, repo)).toEqual(NOTHING_LEFT);
      expect(await deletionRecord(db, repo)).toMatchObject({ orphans: 0 });
    }
    expect(await deletionRecord(db, user.id)).toMatchObject({
      counts: { repos: late.length + 1 },
      orphans: 0,
    });
  });

  it('can be deleted while a repo of its user is being purged, which is counted as before', async () => {
    const user = await newUser(server.url);
    const repo = await repoOf(user, 'on its way out');
    await fillRepo(db, repo, 1, 1_200);
    expect((await user.ask('DELETE', `/api/repos/${repo}`)).status).toBe(200);
    expect((await remove(admin, user.id)).status).toBe(200);
    await finish(user.id, repo);
    expect(await deletionRecord(db, repo)).toMatchObject({
      actor_id: user.id,
      counts: { findings: 1_200 },
    });
    expect(await deletionRecord(db, user.id)).toMatchObject({ counts: {}, orphans: 0 });
    const receipt = (await admin.ask('GET', `/api/deletions/${repo}`)).data;
    expect(receipt).toMatchObject({ actor_id: user.id, actor_email: null });
  });

  it('is deleted, although another user has registered an address like that of a deleted account', async () => {
    const user = await newUser(server.url);
    expect((await register(`${user.id}@deleted.invalid`)).status).toBe(201);
    expect((await remove(admin, user.id)).status).toBe(200);
    await finish(user.id);
  });
});
