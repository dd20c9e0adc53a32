import { randomBytes, randomUUID } from 'node:crypto';
import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { COMMITS, type Delivery, deliver, NO_COMMIT, pushTo } from '@tests/support/deliveries';
import { connectTo, insertScan, pointToScans } from '@tests/support/rows';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The webhooks of repos and their deliveries, without a worker, so that what is queued stays queued. */
const server = sharedServer();
let db: pg.Client;
let user: TestUser;

beforeAll(async () => {
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
});

const fail = (code: number, message: string) => ({ success: false, code, message });
const MISMATCH = fail(401, 'Signature mismatch');
const [OLD, NEW, NEWER] = COMMITS;

type Hooked = { id: string; fullName: string; secret: string; url: string };

/** A repo with a webhook, at a path that no other repo has. */
async function hooked(
  fields: Record<string, unknown> = {},
  body: Record<string, unknown> = { mode: 'manual', provider: 'github' },
): Promise<Hooked> {
  const fullName = `Octo/${randomUUID()}`;
  const { id } = await newRepo(user, { remote_url: `https://git.example.com/${fullName}.git`, ...fields });
  const { status, data } = await user.ask('PUT', `/api/repos/${id}/webhook`, { body });
  expect(status).toBe(200);
  return { id, fullName, secret: String(data.secret), url: String(data.url) };
}

const send = (delivery: Delivery) => deliver(server.url, delivery);
const push = (
  { fullName, secret }: Hooked,
  fields: Record<string, unknown> = {},
  rest: Partial<Delivery> = {},
) => send({ body: pushTo(fullName, fields), secret, ...rest });
const outcomeOf = async (answer: ReturnType<typeof send>) => {
  const { status, body } = await answer;
  return [status, (body.data as { outcome?: string })?.outcome ?? body.message];
};

async function scansOf(repo: string): Promise<Record<string, unknown>[]> {
  const { rows } = await db.query(
    'SELECT id, status, triggered_by, owner_id, commit_sha FROM scans WHERE repo_id = $1 ORDER BY id',
    [repo],
  );
  return rows;
}

async function deliveriesOf(repo: string): Promise<Record<string, unknown>[]> {
  return (await user.ask('GET', `/api/repos/${repo}/deliveries`)).data.items as Record<string, unknown>[];
}

/** Completes the repo's scans as scans of this commit. */
async function complete(repo: string, commit: string | undefined): Promise<void> {
  await db.query(
    `UPDATE scans SET status = 'completed', commit_sha = $2, started_at = now(), completed_at = now() WHERE repo_id = $1`,
    [repo, commit],
  );
  await pointToScans(db);
}

describe('a webhook', () => {
  it('is turned on with a secret that is shown once, and off', async () => {
    const { id } = await newRepo(user, { remote_url: 'https://github.com/octo/hello.git' });
    const path = `/api/repos/${id}/webhook`;
    const off = { mode: null, provider: 'github', secret: null, state: 'off' };
    const first = await user.ask('GET', path);
    expect(Object.keys(first.data)).toEqual(['mode', 'provider', 'url', 'secret', 'state', 'message']);
    expect(first.data).toMatchObject({
      ...off,
      url: expect.stringMatching(/^http.*\/api\/webhooks\/github$/),
    });
    const made = await user.ask('PUT', path, { body: { mode: 'manual' } });
    expect(made.data).toMatchObject({ mode: 'manual', state: 'waiting', url: first.data.url });
    expect(made.data.secret).toMatch(/^[\w-]{43}$/);
    const shown = { ...made.data, secret: null };
    expect((await user.ask('GET', path)).data).toEqual(shown);
    const again = await user.ask('PUT', path, { body: { mode: 'manual', provider: 'gitlab' } });
    expect(again.data.secret).not.toBe(made.data.secret);
    expect(again.data.url).toMatch(/gitlab$/);
    expect((await user.ask('DELETE', path)).data).toEqual({ id, deleted: true });
    expect((await user.ask('DELETE', path)).body).toEqual(fail(404, `Webhook '${id}' not found`));
    expect((await user.ask('GET', path)).data).toMatchObject(off);
  });

  it('keeps no secret in the database', async () => {
    const { id, secret } = await hooked();
    const { rows } = await db.query('SELECT secret FROM webhooks WHERE repo_id = $1', [id]);
    expect(rows[0].secret).toMatch(/^v1\./);
    expect(rows[0].secret).not.toContain(secret);
    await db.query('UPDATE webhooks SET secret = $2 WHERE repo_id = $1', [id, 'v1.other.key.AAAA']);
    expect((await user.ask('GET', `/api/repos/${id}/webhook`)).data).toMatchObject({ state: 'unreadable' });
  });

  it('needs a remote, and for the mode provider a connection', async () => {
    const bare = await newRepo(user, { source_type: 'github', remote_url: undefined });
    const refused = await user.ask('PUT', `/api/repos/${bare.id}/webhook`, { body: { mode: 'manual' } });
    expect(refused.body).toMatchObject({ code: 409, message: expect.stringContaining('no remote_url yet') });
    const { id } = await newRepo(user);
    const provider = await user.ask('PUT', `/api/repos/${id}/webhook`, { body: { mode: 'provider' } });
    expect(provider.body).toMatchObject({
      code: 409,
      message: expect.stringContaining('use the mode manual'),
    });
    for (const [body, message] of [
      [{}, 'mode is required'],
      [{ mode: 'auto' }, 'mode must be one of provider, manual'],
      [{ mode: 'manual', provider: 'svn' }, 'provider must be one of github, gitlab, gitea'],
    ]) {
      const { body: answer } = await user.ask('PUT', `/api/repos/${id}/webhook`, { body });
      expect(answer).toEqual(fail(400, String(message)));
    }
  });
});

describe('a push', () => {
  it('to the scanned branch requests a scan, of which its repo’s owner has the turn', async () => {
    const repo = await hooked();
    const answer = await push(repo);
    expect([answer.status, answer.body]).toEqual([
      202,
      { success: true, data: { outcome: 'scan_requested' } },
    ]);
    expect(await scansOf(repo.id)).toMatchObject([
      { status: 'queued', triggered_by: null, owner_id: user.id },
    ]);
    const [listed] = await deliveriesOf(repo.id);
    expect(Object.entries(listed ?? {})).toEqual([
      ['id', expect.any(String)],
      ['event', 'push'],
      ['received_at', expect.stringMatching(/^\d{4}-.*Z$/)],
      ['outcome', 'scan_requested'],
    ]);
    const { data } = await user.ask('GET', `/api/repos/${repo.id}/webhook`);
    expect(data.state).toBe('receiving');
  });

  it('is a duplicate when it is sent again, also at the same time', async () => {
    const repo = await hooked();
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3, 4].map(() => outcomeOf(push(repo, {}, { key }))));
    expect(answers.map(([, outcome]) => outcome).sort()).toEqual([
      ...['duplicate', 'duplicate', 'duplicate', 'scan_requested'],
    ]);
    expect(await scansOf(repo.id)).toHaveLength(1);
    expect(await deliveriesOf(repo.id)).toHaveLength(1);
  });

  it('without an id is known by its body', async () => {
    const repo = await hooked();
    const headers = { 'x-github-delivery': '' };
    expect(await outcomeOf(push(repo, {}, { headers }))).toEqual([202, 'scan_requested']);
    expect(await outcomeOf(push(repo, {}, { headers }))).toEqual([202, 'duplicate']);
    expect(await outcomeOf(push(repo, { after: NEWER }, { headers }))).toEqual([202, 'scan_requested']);
  });

  it('of a burst is one scan', async () => {
    const repo = await hooked();
    const commits = Array.from({ length: 8 }, () => randomBytes(20).toString('hex'));
    const outcomes = await Promise.all(commits.map((after) => outcomeOf(push(repo, { after }))));
    expect(outcomes).toEqual(commits.map(() => [202, 'scan_requested']));
    expect(await scansOf(repo.id)).toHaveLength(1);
  });

  it('while a scan runs is one more scan after it, unless that scans its commit', async () => {
    const repo = await hooked();
    await insertScan(db, repo.id, { status: 'static_analysis', commit_sha: NEW });
    expect(await outcomeOf(push(repo, { after: NEW }))).toEqual([202, 'already_scanned']);
    expect(await scansOf(repo.id)).toHaveLength(1);
    for (const after of [NEWER, OLD]) {
      expect(await outcomeOf(push(repo, { before: NEW, after }))).toEqual([202, 'scan_requested']);
    }
    expect(await scansOf(repo.id)).toMatchObject([{ status: 'static_analysis' }, { status: 'queued' }]);
  });

  it('while a scan fetches is one more scan, as it may have missed it', async () => {
    const repo = await hooked();
    await insertScan(db, repo.id, { status: 'ingesting', commit_sha: null });
    expect(await outcomeOf(push(repo))).toEqual([202, 'scan_requested']);
    expect(await scansOf(repo.id)).toMatchObject([{ status: 'ingesting' }, { status: 'queued' }]);
  });

  it('of an old body under a new id does nothing, but a branch that was reset is scanned', async () => {
    const repo = await hooked();
    const pushes = [
      { before: NO_COMMIT, after: OLD },
      { before: OLD, after: NEW },
      { before: NEW, after: NEWER },
    ];
    for (const fields of pushes) await push(repo, fields);
    // One scan of the newest commit was enough for all three.
    await complete(repo.id, NEWER);
    for (const fields of pushes) {
      expect(await outcomeOf(push(repo, fields))).toEqual([202, 'already_scanned']);
    }
    expect(await scansOf(repo.id)).toHaveLength(1);
    expect(await outcomeOf(push(repo, { before: NEWER, after: OLD }))).toEqual([202, 'scan_requested']);
    expect(await scansOf(repo.id)).toHaveLength(2);
  });

  it('of an old body under a new id does nothing after a reset, and each later push is scanned', async () => {
    const repo = await hooked();
    const forth = { before: OLD, after: NEW };
    const back = { before: NEW, after: OLD };
    expect(await outcomeOf(push(repo, forth))).toEqual([202, 'scan_requested']);
    await complete(repo.id, NEW);
    expect(await outcomeOf(push(repo, back))).toEqual([202, 'scan_requested']);
    await complete(repo.id, OLD);
    const replays = [forth, back, forth, back];
    for (const fields of replays) {
      expect(await outcomeOf(push(repo, fields))).toEqual([202, 'already_scanned']);
    }
    // Also while a scan fetches, whatever else has requested that.
    const scan = await insertScan(db, repo.id, { status: 'ingesting', commit_sha: null });
    for (const fields of replays) {
      expect(await outcomeOf(push(repo, fields))).toEqual([202, 'already_scanned']);
    }
    await db.query(`UPDATE scans SET status = 'cancelled' WHERE id = $1`, [scan]);
    // The branch returns to the newer commit. Its host sends the time of that push.
    const again = { ...forth, repository: { ...pushTo(repo.fullName).repository, pushed_at: 1_796_083_200 } };
    expect(await outcomeOf(push(repo, again))).toEqual([202, 'scan_requested']);
  });

  it('of GitLab between the same commits as before is scanned, as its body has no time', async () => {
    const repo = await hooked({}, { mode: 'manual', provider: 'gitlab' });
    const event = { object_kind: 'push' };
    const sent = (fields: object) => push(repo, { ...event, ...fields }, { provider: 'gitlab' });
    for (const [before, after] of [
      [OLD, NEW],
      [NEW, OLD],
      [OLD, NEW],
    ]) {
      expect(await outcomeOf(sent({ before, after }))).toEqual([202, 'scan_requested']);
      await complete(repo.id, after);
    }
  });

  it('whose scan has failed is scanned when the host sends it again under a new id', async () => {
    const repo = await hooked();
    await push(repo);
    await db.query(`UPDATE scans SET status = 'failed', completed_at = now() WHERE repo_id = $1`, [repo.id]);
    expect(await outcomeOf(push(repo))).toEqual([202, 'scan_requested']);
    expect(await scansOf(repo.id)).toMatchObject([{ status: 'failed' }, { status: 'queued' }]);
  });

  it.each([
    ['another branch', { ref: 'refs/heads/feature' }],
    ['a tag', { ref: 'refs/tags/v1' }],
    ['another kind of ref', { ref: 'refs/pull/1/head' }],
    ['a deletion', { after: NO_COMMIT }],
  ])('of %s is ignored, but all of branches and tags count where all are scanned', async (why, fields) => {
    const repo = await hooked();
    expect(await outcomeOf(push(repo, fields))).toEqual([202, `ignored: ${why}`]);
    expect(await scansOf(repo.id)).toEqual([]);
    await user.trpc.repo.update.mutate({ id: repo.id, scanAllRefs: true });
    const stays = ['a deletion', 'another kind of ref'].includes(why);
    expect(await outcomeOf(push(repo, fields))).toEqual([202, stays ? `ignored: ${why}` : 'scan_requested']);
  });

  it('is about the branch of the repo, or else about the default branch of the host', async () => {
    const repo = await hooked({ default_branch: 'release' });
    expect(await outcomeOf(push(repo))).toEqual([202, 'ignored: another branch']);
    expect(await outcomeOf(push(repo, { ref: 'refs/heads/release' }))).toEqual([202, 'scan_requested']);
  });

  it.each([
    [{ ref: undefined }, 'ref must be the name of a branch or tag'],
    [{ ref: 7 }, 'ref must be the name of a branch or tag'],
    [{ after: undefined }, 'after must be a commit id'],
    [{ before: 'main' }, 'before must be a commit id'],
    [{ after: '\ud800'.repeat(40) }, 'after must be a commit id'],
  ])('with %j is refused', async (fields, message) => {
    const repo = await hooked();
    expect(await outcomeOf(push(repo, fields))).toEqual([400, message]);
    expect([await scansOf(repo.id), await deliveriesOf(repo.id)]).toEqual([[], []]);
  });

  it('that is cut says so where it is signed by the repo, and nothing where it is not', async () => {
    const repo = await hooked();
    const cut = { provider: 'github', body: '{"ref":' } as const;
    const signed = await deliver(server.url, { ...cut, secret: repo.secret });
    expect(signed.body).toEqual(fail(400, 'The request body is not valid JSON'));
    expect((await deliver(server.url, { ...cut, secret: 'another' })).body).toEqual(MISMATCH);
    expect(await deliveriesOf(repo.id)).toEqual([]);
  });

  it('to a repo that is deleted is no push to it', async () => {
    const repo = await hooked();
    await push(repo);
    expect((await user.ask('DELETE', `/api/repos/${repo.id}`)).status).toBe(200);
    expect((await push(repo)).body).toEqual(MISMATCH);
    const { rows } = await db.query('SELECT FROM deliveries WHERE repo_id = $1', [repo.id]);
    expect(rows).toEqual([]);
  });
});

describe('the repo of a delivery', () => {
  it.each([
    ['git@git.example.com:octo/NAME.git'],
    ['ssh://git@git.example.com/octo/NAME'],
    ['https://git.example.com:8443/octo/NAME/'],
    ['https://other.example.com/OCTO/NAME.git'],
  ])('is found, whatever its remote: %s', async (remote) => {
    const name = randomUUID();
    const repo = await hooked({ remote_url: remote.replace('NAME', name) });
    expect(await outcomeOf(push({ ...repo, fullName: `Octo/${name}` }))).toEqual([202, 'scan_requested']);
  });

  it('is the one whose secret fits, if several have the same remote', async () => {
    const first = await hooked();
    const second = await hooked({ remote_url: `https://git.example.com/${first.fullName}` });
    expect(await outcomeOf(push({ ...second, fullName: first.fullName }))).toEqual([202, 'scan_requested']);
    expect([await scansOf(first.id), (await scansOf(second.id)).length]).toEqual([[], 1]);
    // With a secret of another repo nothing is found.
    const other = await hooked();
    expect((await push({ ...first, secret: other.secret })).body).toEqual(MISMATCH);
  });

  it('takes the deliveries of the kind of host for which it was turned on', async () => {
    const repo = await hooked({}, { mode: 'manual', provider: 'gitea' });
    expect((await push(repo)).body).toEqual(MISMATCH);
    expect(await outcomeOf(push(repo, {}, { provider: 'gitea' }))).toEqual([202, 'scan_requested']);
  });

  it('takes no delivery with an earlier secret, or after the webhook was turned off', async () => {
    const repo = await hooked();
    const { data } = await user.ask('PUT', `/api/repos/${repo.id}/webhook`, {
      body: { mode: 'manual', provider: 'github' },
    });
    expect((await push(repo)).body).toEqual(MISMATCH);
    const renewed = { ...repo, secret: String(data.secret) };
    expect(await outcomeOf(push(renewed))).toEqual([202, 'scan_requested']);
    await user.ask('DELETE', `/api/repos/${repo.id}/webhook`);
    expect((await push(renewed)).body).toEqual(MISMATCH);
    expect(await deliveriesOf(repo.id)).toHaveLength(1);
  });

  it('has the path that PostgreSQL makes of its remote', async () => {
    const remotes = [
      'https://git.example.com/Octo/Hello.git',
      'https://git.example.com/octo/hello/',
      'https://git.example.com:8443/a/b/c.git/',
      'ssh://git@git.example.com:22/~octo/hello.git',
      'git@git.example.com:octo/hello.git',
      'git@git.example.com:/octo//hello',
      'https://git.example.com/octo/hello.git.git',
      'https://git.example.com/.git',
      `https://git.example.com/octo/${'x'.repeat(600)}.git`,
      `https://git.example.com/octo/${'😀'.repeat(900)}.git`,
    ];
    const { placeOf } = await import('@/domain/repos/rules');
    const made: unknown[] = [];
    for (const remote_url of remotes) {
      const { id } = await newRepo(user, { remote_url });
      const { rows } = await db.query('SELECT remote_path FROM repos WHERE id = $1', [id]);
      made.push(rows[0].remote_path);
    }
    expect(made).toEqual(remotes.map((remote) => placeOf(remote).path));
  });
});

describe('the list of deliveries', () => {
  it('is paged, newest first', async () => {
    const repo = await hooked();
    const events = ['ping', 'push', 'issues', 'star', 'push'];
    for (const event of events) await push(repo, {}, { event });
    const seen: unknown[] = [];
    for (let cursor: unknown = ''; cursor !== null; ) {
      const { data } = await user.ask('GET', `/api/repos/${repo.id}/deliveries?limit=2&cursor=${cursor}`);
      seen.push(...(data.items as { event: string; outcome: string }[]).map((it) => [it.event, it.outcome]));
      cursor = data.next_cursor;
    }
    expect(seen).toEqual([
      ['push', 'scan_requested'],
      ['star', 'ignored: not a push'],
      ['issues', 'ignored: not a push'],
      ['push', 'scan_requested'],
      ['ping', 'ignored: ping'],
    ]);
    const bad = await user.ask('GET', `/api/repos/${repo.id}/deliveries?cursor=x`);
    expect(bad.status).toBe(400);
  });

  it('is the same over tRPC', async () => {
    const repo = await hooked();
    await push(repo);
    const { items } = await user.trpc.webhook.deliveries.query({ id: repo.id });
    expect(items).toMatchObject([{ event: 'push', outcome: 'scan_requested' }]);
    expect(await user.trpc.webhook.get.query({ id: repo.id })).toMatchObject({
      state: 'receiving',
      secret: null,
    });
    const made = await user.trpc.webhook.set.mutate({ id: repo.id, mode: 'manual' });
    expect(made.secret).toMatch(/^[\w-]{43}$/);
    expect(await user.trpc.webhook.delete.mutate({ id: repo.id })).toEqual({ id: repo.id, deleted: true });
  });
});
