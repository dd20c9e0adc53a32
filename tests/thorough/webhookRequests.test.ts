import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { caller, newRepo, newUser, type TestUser } from '@tests/support/api';
import { COMMITS, type Delivery, deliver, NO_COMMIT, pushTo } from '@tests/support/deliveries';
import { connectTo } from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What Git hosts send, and what anybody may send to their addresses. Some is signed with the installation's own secrets. */
type Example = Record<string, unknown> & { repository?: { full_name: string }; ref?: string; after?: string };
type Kind = { name: string; examples: Example[] };
const KINDS: Kind[] = createRequire(import.meta.url)('@octokit/webhooks-examples');

const SHARED = { github: randomUUID(), gitlab: randomUUID(), gitea: randomUUID() };
const REPO = 'Codertocat/Hello-World';

let server: TestServer;
let db: pg.Client;
let user: TestUser;
let repo: { id: string; secret: string };

beforeAll(async () => {
  server = await startServer({
    env: {
      HEIMDALL_RATE_LIMITS: 'on',
      HEIMDALL_GITHUB_WEBHOOK_SECRET: SHARED.github,
      HEIMDALL_GITLAB_WEBHOOK_SECRET: SHARED.gitlab,
      TRUST_PROXY: 'true',
    },
  });
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
  const { id } = await newRepo(user, { remote_url: `https://github.com/${REPO}.git` });
  const { data } = await user.ask('PUT', `/api/repos/${id}/webhook`, { body: { mode: 'manual' } });
  repo = { id, secret: String(data.secret) };
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
});

const fail = (code: number, message: string) => ({ success: false, code, message });
const MISMATCH = fail(401, 'Signature mismatch');

/** An address that no other test has, as refused requests are counted by address. */
const from = () => ({
  'x-forwarded-for': `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}::1`,
});
const send = (delivery: Delivery) =>
  deliver(server.url, { ...delivery, headers: { ...from(), ...delivery.headers } });

/** The rows that a delivery may leave. */
async function traces(): Promise<number> {
  const { rows } = await db.query(
    'SELECT (SELECT count(*)::int FROM scans) + (SELECT count(*)::int FROM deliveries) AS rows',
  );
  return rows[0].rows;
}

const EXAMPLES = KINDS.flatMap(({ name, examples }) => examples.map((body, at) => ({ name, at, body })));

function expectedOf(name: string, { repository, ref, after }: Example): string {
  if (repository?.full_name !== REPO) return 'ignored: no such repository';
  if (name !== 'push') return name === 'ping' ? 'ignored: ping' : 'ignored: not a push';
  if (after === NO_COMMIT) return 'ignored: a deletion';
  return ref === 'refs/heads/master' ? 'scan_requested' : 'ignored: a tag';
}

/** Works through examples, several at once. */
async function forEachOf(
  examples: typeof EXAMPLES,
  work: (example: (typeof EXAMPLES)[number]) => Promise<void>,
): Promise<void> {
  const waiting = [...examples];
  const workOn = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: 8 }, workOn));
}

/** Sends examples, and expects of each what its kind asks for. */
function expectTaken(examples: typeof EXAMPLES, secret: string): Promise<void> {
  return forEachOf(examples, async ({ name, at, body }) => {
    const { status, data } = await send({ event: name, body, secret });
    expect([name, at, status, data.outcome]).toEqual([name, at, 202, expectedOf(name, body)]);
  });
}

describe('every example of GitHub', () => {
  it('is taken, signed with the secret of the installation, and does what its kind asks for', async () => {
    expect(EXAMPLES.length).toBeGreaterThan(300);
    await expectTaken(EXAMPLES, SHARED.github);
    expect((await db.query('SELECT FROM scans')).rowCount).toBe(1);
  });

  it('about a repo with its own secret is taken with that', async () => {
    const own = EXAMPLES.filter(({ body }) => body.repository?.full_name === REPO);
    expect(own.length).toBeGreaterThan(100);
    await expectTaken(own, repo.secret);
  });

  it('does nothing unsigned or signed wrongly', async () => {
    const before = await traces();
    await forEachOf(EXAMPLES, async ({ name, at, body }) => {
      const answers = [
        await send({ event: name, body, secret: '', headers: { 'x-hub-signature-256': '' } }),
        await send({ event: name, body, secret: randomUUID() }),
      ];
      const refused = [401, MISMATCH];
      expect([name, at, ...answers.map((it) => [it.status, it.body])]).toEqual([name, at, refused, refused]);
    });
    expect(await traces()).toBe(before);
  });

  it('does nothing cut', async () => {
    const before = await traces();
    await forEachOf(
      EXAMPLES.filter((_, at) => at % 7 === 0),
      async ({ name, body }) => {
        const text = JSON.stringify(body);
        const cut = text.slice(0, text.length / 2);
        const signature = `sha256=${createHmac('sha256', repo.secret).update(text).digest('hex')}`;
        const headers = { 'x-hub-signature-256': signature };
        expect((await send({ event: name, body: cut, secret: '', headers })).body).toEqual(MISMATCH);
        // Signed as it is, but not JSON.
        const broken = await send({ event: name, body: cut, secret: SHARED.github });
        expect(broken.body).toEqual(fail(400, 'The request body is not valid JSON'));
      },
    );
    expect(await traces()).toBe(before);
  });
});

it('a push to a fork does nothing, signed with the secret of the installation or of the repository itself', async () => {
  const before = await traces();
  const fork = {
    ...{ full_name: 'Fork/Hello-World', fork: true, default_branch: 'main' },
    clone_url: 'https://github.com/Fork/Hello-World.git',
    // What else GitHub says of a fork names what it was made from.
    ...{
      parent: { full_name: REPO },
      source: { full_name: REPO, clone_url: `https://github.com/${REPO}.git` },
    },
  };
  const body = pushTo(REPO, { repository: fork });
  const shared = await send({ body, secret: SHARED.github });
  expect([shared.status, shared.data.outcome]).toEqual([202, 'ignored: no such repository']);
  expect((await send({ body, secret: repo.secret })).body).toEqual(MISMATCH);
  expect(await traces()).toBe(before);
});

describe('a request', () => {
  const body = pushTo(REPO);
  const large = `{"x":"${'x'.repeat(25 * 1024 * 1024)}"}`;
  const post = (headers: Record<string, string>, text: string | ReadableStream) =>
    fetch(`${server.url}/api/webhooks/github`, {
      method: 'POST',
      headers: { ...from(), ...headers },
      body: text,
      duplex: 'half',
    } as RequestInit);
  const TYPE = fail(415, 'Send the body as application/json or application/x-www-form-urlencoded');
  const SIZE = fail(413, 'The request body must be at most 25 MiB');

  it('of another type is refused first, then a large one, then one without a signature', async () => {
    const before = await traces();
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x']) {
      const answer = await post({ 'content-type': type }, large);
      expect([answer.status, await answer.json()]).toEqual([415, TYPE]);
    }
    const signed = `sha256=${createHmac('sha256', SHARED.github).update(large).digest('hex')}`;
    const proofs: Record<string, string>[] = [
      {},
      { 'x-hub-signature-256': signed, 'x-github-event': 'push' },
    ];
    for (const headers of proofs) {
      const answer = await post({ 'content-type': 'application/json', ...headers }, large);
      expect([answer.status, await answer.json()]).toEqual([413, SIZE]);
    }
    const inPieces = new Blob([large]).stream();
    const answer = await post({ 'content-type': 'application/json' }, inPieces);
    expect([answer.status, await answer.json()]).toEqual([413, SIZE]);
    expect(await traces()).toBe(before);
  });

  it('of nearly 25 MiB is taken', async () => {
    const other = { ...body, ref: 'refs/heads/other' };
    const text = JSON.stringify({ ...other, x: 'x'.repeat(24 * 1024 * 1024) });
    const { status, data } = await send({ body: text, secret: repo.secret });
    expect([status, data.outcome]).toEqual([202, 'ignored: another branch']);
  });

  it.each([
    ['an array', '[]'],
    ['text', '"push"'],
    ['null', 'null'],
    ['no repository', '{}'],
    ['a path that PostgreSQL refuses', '{"repository":{"full_name":"a/\\u0000"}}'],
  ])('with %s is a mismatch with a repo’s secret, and no fault with the installation’s', async (_, text) => {
    expect((await send({ body: text, secret: repo.secret })).body).toEqual(MISMATCH);
    expect((await send({ body: text, secret: SHARED.github })).status).toBeLessThan(500);
  });

  it.each([
    ['nothing', ''],
    ['bytes that are no UTF-8', '{"repository":{"full_name":"\u00ff'],
    ['deep nesting', '['.repeat(200_000)],
  ])('with %s is no JSON once its signature is right', async (_, text) => {
    const noJson = fail(400, 'The request body is not valid JSON');
    for (const secret of [repo.secret, SHARED.github])
      expect((await send({ body: text, secret })).body).toEqual(noJson);
    expect((await send({ body: text, secret: 'wrong' })).body).toEqual(MISMATCH);
  });

  it('without an event is refused once its signature is right', async () => {
    const headers = { 'x-github-event': '' };
    const message = 'The header X-GitHub-Event must name the event';
    expect((await send({ body, secret: repo.secret, headers })).body).toEqual(fail(400, message));
    expect((await send({ body, secret: 'wrong', headers })).body).toEqual(MISMATCH);
  });

  it('with another method is refused', async () => {
    const answer = await caller(server.url).ask('GET', '/api/webhooks/gitlab');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await caller(server.url).ask('POST', '/api/webhooks/svn', { body: {} })).status).toBe(404);
  });
});

describe('a form', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const hmac = (text: string, secret: string) => createHmac('sha256', secret).update(text).digest('hex');
  /** The body of a form with this payload, encoded as Git hosts do it. */
  const formOf = (payload: unknown) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

  it('of GitHub is signed as a whole', async () => {
    const body = formOf(pushTo(REPO, { ref: 'refs/heads/a b+c&d=é' }));
    const { status, data } = await send({ body, secret: repo.secret, headers: form });
    expect([status, data.outcome]).toEqual([202, 'ignored: another branch']);
    expect((await send({ body: `${body}&x=1`, secret: 'wrong', headers: form })).body).toEqual(MISMATCH);
    const nothing = await send({ body: 'x=1', secret: SHARED.github, headers: form });
    expect(nothing.body).toEqual(fail(400, 'The request body is not valid JSON'));
  });

  it('of Gitea is signed by its payload', async () => {
    const fullName = `octo/${randomUUID()}`;
    const { id } = await newRepo(user, { remote_url: `https://git.example.com/${fullName}` });
    const set = { mode: 'manual', provider: 'gitea' };
    const { data } = await user.ask('PUT', `/api/repos/${id}/webhook`, { body: set });
    const payload = pushTo(fullName, { pusher: { name: 'Zoë <&>' } });
    const headers = { ...form, 'x-gitea-signature': hmac(JSON.stringify(payload), String(data.secret)) };
    const taken = await send({ provider: 'gitea', body: formOf(payload), secret: '', headers });
    expect([taken.status, taken.data.outcome]).toEqual([202, 'scan_requested']);
  });
});

describe('GitLab', () => {
  /** As in GitLab's documentation of push events. */
  const pushOf = (fullName: string, fields: Record<string, unknown> = {}) => ({
    object_kind: 'push',
    event_name: 'push',
    before: COMMITS[0],
    after: COMMITS[1],
    ref: 'refs/heads/master',
    checkout_sha: COMMITS[1],
    project: {
      path_with_namespace: fullName,
      default_branch: 'master',
      web_url: `https://gitlab.example.com/${fullName}`,
      git_ssh_url: `git@gitlab.example.com:${fullName}.git`,
      git_http_url: `https://gitlab.example.com/${fullName}.git`,
    },
    ...fields,
  });
  const newProject = async () => {
    const fullName = `group/sub/${randomUUID()}`;
    const { id } = await newRepo(user, { remote_url: `https://gitlab.example.com/${fullName}.git` });
    const { data } = await user.ask('PUT', `/api/repos/${id}/webhook`, { body: { mode: 'manual' } });
    expect(data.provider).toBe('gitlab');
    return { fullName, secret: String(data.secret) };
  };
  const sendTo = (secret: string, body: unknown, event = 'Push Hook') =>
    send({ provider: 'gitlab', event, body, secret });

  it('proves itself by the secret, and its pushes request scans', async () => {
    const { fullName, secret } = await newProject();
    expect((await sendTo('wrong', pushOf(fullName))).body).toEqual(MISMATCH);
    expect((await sendTo(secret, pushOf(fullName))).data.outcome).toBe('scan_requested');
    const tag = { object_kind: 'tag_push', event_name: 'tag_push', ref: 'refs/tags/v1' };
    const outcomeOf = async (body: unknown, event: string) =>
      (await sendTo(secret, body, event)).data.outcome;
    expect(await outcomeOf(pushOf(fullName, tag), 'Tag Push Hook')).toBe('ignored: a tag');
    const gone = { after: NO_COMMIT, checkout_sha: null };
    expect(await outcomeOf(pushOf(fullName, gone), 'Push Hook')).toBe('ignored: a deletion');
    const issue = { object_kind: 'issue', project: { path_with_namespace: fullName } };
    expect(await outcomeOf(issue, 'Issue Hook')).toBe('ignored: not a push');
  });

  it('names a delivery by each of its headers', async () => {
    const { fullName, secret } = await newProject();
    for (const header of ['idempotency-key', 'webhook-id', 'x-gitlab-event-uuid']) {
      const headers = { 'idempotency-key': '', [header]: randomUUID() };
      const ask = () =>
        send({ provider: 'gitlab', event: 'Push Hook', body: pushOf(fullName), secret, headers });
      expect((await ask()).data.outcome).toBe('scan_requested');
      expect((await ask()).data.outcome).toBe('duplicate');
    }
  });

  it('may sign with the secret of the installation, for all repos at the address', async () => {
    const fullName = `group/${randomUUID()}`;
    const remotes = [
      `https://gitlab.example.com/${fullName}`,
      `git@gitlab.example.com:${fullName}.git`,
      `https://other.example.com/${fullName}`,
    ];
    const ids: string[] = [];
    for (const remote_url of remotes) ids.push((await newRepo(user, { remote_url })).id);
    const { data } = await sendTo(SHARED.gitlab, pushOf(fullName), 'System Hook');
    expect(data.outcome).toBe('scan_requested');
    const { rows } = await db.query('SELECT repo_id FROM scans WHERE repo_id = ANY($1) ORDER BY repo_id', [
      ids,
    ]);
    expect(rows.map((row) => row.repo_id)).toEqual(ids.slice(0, 2));
    const unknown = await sendTo(SHARED.gitlab, pushOf(`group/${randomUUID()}`));
    expect([unknown.status, unknown.data.outcome]).toEqual([202, 'ignored: no such repository']);
  });
});

it('Gitea without a secret of the installation proves itself by that of a repo alone', async () => {
  const delivery = { provider: 'gitea', body: pushTo(REPO) } as const;
  expect((await send({ ...delivery, secret: SHARED.gitea })).body).toEqual(MISMATCH);
  expect((await send({ ...delivery, secret: '' })).body).toEqual(MISMATCH);
});

it('a wrong signature is counted by address, and a right one is not', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.7' };
  const ask = (secret: string) => send({ event: 'star', body: pushTo(REPO), secret, headers });
  const statuses: number[] = [];
  for (let count = 0; count < 121; count++) statuses.push((await ask('wrong')).status);
  expect(statuses.slice(0, 120).every((status) => status === 401)).toBe(true);
  const limited = await ask('wrong');
  expect([statuses.at(-1), limited.status]).toEqual([429, 429]);
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await ask(repo.secret)).status).toBe(202);
});

it('random bodies never cause a fault', async () => {
  const noise = () => randomBytes(1 + Math.floor(Math.random() * 200)).toString('latin1');
  for (let count = 0; count < 60; count++) {
    const fields = { ref: noise(), before: noise(), after: noise(), repository: noise() };
    const body =
      count % 3 === 0 ? noise() : JSON.stringify({ ...pushTo(REPO), ...fields, [noise()]: noise() });
    const { status } = await send({ event: 'push', body, secret: SHARED.github });
    expect([202, 400], body).toContain(status);
    const named = pushTo(REPO, { ref: noise(), after: count % 2 ? noise() : COMMITS[1] });
    expect([202, 400]).toContain((await send({ body: named, secret: repo.secret })).status);
  }
});
