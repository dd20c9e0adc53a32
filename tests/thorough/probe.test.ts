import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { commitsOn, type GitServer, startGitServer } from '@tests/support/gitServer';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { connectTo } from '@tests/support/rows';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** An answer that never ends: git reads it into memory until it is stopped. */
const ENDLESS = Buffer.alloc(64 * 1024, '001e# service=git-upload-pack\n');
/** For remotes that never answer. The others get more, as the machine may be busy. */
const SHORT_MS = 500;

let git: GitServer;
let server: KeptServer;
let worker: WorkerHere;
let user: TestUser;
let isDown = true;

beforeAll(async () => {
  git = await startGitServer({
    '/private.git': (_request, response) =>
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end(),
    '/hanging.git': () => undefined,
    '/nonsense.git': (_request, response) => response.end('<html>Welcome</html>'),
    '/broken.git': (_request, response) => response.writeHead(503).end(),
    '/down.git': (_request, response, serve) => (isDown ? response.writeHead(503).end() : serve()),
    '/moved.git': (request, response) => {
      const location = String(request.url).replace('/moved.git', '/normal.git');
      response.writeHead(301, { location }).end();
    },
    '/loop.git': (request, response) => response.writeHead(302, { location: String(request.url) }).end(),
    '/elsewhere.git': (request, response) => {
      const location = `http://localhost:${git.port}${String(request.url).replace('/elsewhere.git', '/normal.git')}`;
      response.writeHead(302, { location }).end();
    },
    '/metadata.git': (_request, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/latest/info/refs' }).end(),
    '/endless.git': (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-advertisement' });
      const write = () => {
        while (!response.destroyed && response.write(ENDLESS));
        if (!response.destroyed) response.once('drain', write);
      };
      write();
    },
  });
  server = await keptServer();
  worker = await startWorkerHere(server);
  user = await newUser(server.url);
});
afterAll(async () => {
  await worker?.stop();
  await git?.stop();
});

type Remote = {
  state: string;
  message: string | null;
  checked_at: string | null;
  next_try_at: string | null;
};

const remoteOf = async (id: string) => (await user.ask('GET', `/api/repos/${id}/remote`)).data as Remote;
const looked = (id: string) =>
  until(
    () => remoteOf(id),
    ({ state }) => state !== 'pending',
  );

/** Registers a remote and waits for the result of its probe. */
async function lookAt(remoteUrl: string, fields: object = {}) {
  const { id } = await newRepo(user, { remote_url: remoteUrl, ...fields });
  const remote = await looked(id);
  return { id, remote, repo: (await user.ask('GET', `/api/repos/${id}`)).data };
}

/** Waits until a repo has these scans, newest first. */
async function untilScanned(id: string, states: string[]): Promise<void> {
  await until(
    async () => (await user.ask('GET', `/api/repos/${id}/scans`)).data.items as { status: string }[],
    (scans) => scans.map(({ status }) => status).join() === states.join(),
    60_000,
  );
}

/** The seconds from a probe to the next one. */
function waitOf({ checked_at: checked, next_try_at: next }: Remote): number {
  return (Date.parse(next ?? '') - Date.parse(checked ?? '')) / 1000;
}

/** Makes the next probe due now, of a host that has been down for this long. Returns its result. */
async function nextTry(id: string, { checked_at: before }: Remote, down: string): Promise<Remote> {
  const db = await connectTo(server.database.url);
  await db.query(
    'UPDATE repos SET remote_down_since = now() - $2::interval, remote_due_at = now() WHERE id = $1',
    [id, down],
  );
  await db.end();
  await worker.sweep();
  const isDone = ({ state, checked_at }: Remote) => state !== 'pending' && checked_at !== before;
  return until(() => remoteOf(id), isDone);
}

describe('a probe of the remote', () => {
  it('fills in the default branch and its newest commit', async () => {
    const sha = git.makeRepository('normal.git', commitsOn('main', 'develop'));
    const { remote, repo } = await lookAt(git.url('normal.git'));
    expect(remote).toMatchObject({ state: 'found', message: null });
    expect(remote.checked_at).not.toBeNull();
    expect(repo).toMatchObject({ default_branch: 'main', last_commit_sha: sha });
  });

  it('keeps the requested branch, and reports if it does not exist; another branch is probed again', async () => {
    const sha = git.makeRepository('branches.git', commitsOn('main', 'develop'));
    const { repo } = await lookAt(git.url('branches.git'), { default_branch: 'develop' });
    expect(repo.default_branch).toBe('develop');
    expect(repo.last_commit_sha).toMatch(/^[0-9a-f]{40}$/);
    expect(repo.last_commit_sha).not.toBe(sha);

    const missing = await lookAt(git.url('branches.git'), { default_branch: 'nowhere' });
    expect(missing.remote).toMatchObject({
      state: 'failed',
      message: 'The remote has no branch nowhere. Choose another default branch.',
    });
    expect(missing.repo).toMatchObject({ default_branch: 'nowhere', last_commit_sha: null });

    const patched = await user.ask('PATCH', `/api/repos/${missing.id}`, { body: { default_branch: 'main' } });
    expect(patched.data).toMatchObject({ default_branch: 'main', last_commit_sha: null });
    expect(await looked(missing.id)).toMatchObject({ state: 'found', message: null });
    expect((await user.ask('GET', `/api/repos/${missing.id}`)).data.last_commit_sha).toBe(sha);
  });

  it('reports an empty repository as empty, and finds its first commit with the next probe', async () => {
    git.makeRepository('empty.git');
    const { id, remote, repo } = await lookAt(git.url('empty.git'));
    expect(remote).toMatchObject({ state: 'empty', message: 'The remote repository has no commits yet.' });
    expect(repo.last_commit_sha).toBeNull();
    const sha = git.makeRepository('empty.git', commitsOn('main'));
    const again = await user.ask('POST', `/api/repos/${id}/remote`);
    expect([again.status, again.data.id]).toEqual([200, id]);
    expect(await looked(id)).toMatchObject({ state: 'found' });
    expect((await user.ask('GET', `/api/repos/${id}`)).data.last_commit_sha).toBe(sha);
  });

  it('finds the branch among 10,000 refs', async () => {
    const names = Array.from({ length: 10_000 }, (_, n) => `team-${n % 100}/topic-${n}/HEAD-x`);
    const sha = git.makeRepository('refs.git', commitsOn('main', ...names));
    const { repo } = await lookAt(git.url('refs.git'));
    expect(repo).toMatchObject({ default_branch: 'main', last_commit_sha: sha });
  });

  it.each([
    [
      'private.git',
      'The repository on 127.0.0.1 is private or does not exist. Heimdall has no credentials for it.',
    ],
    ['missing.git', 'There is no repository at this address on 127.0.0.1. Check the address.'],
    ['nonsense.git', 'The host 127.0.0.1 does not answer as a Git server. Check the address.'],
    ['broken.git', 'The host 127.0.0.1 reports an internal error. Try again later.'],
  ])('%s: ends with a message', async (name, message) => {
    const { remote } = await lookAt(git.url(name));
    expect(remote).toMatchObject({ state: 'failed', message });
    // Only a host that is down may answer otherwise by itself.
    expect(remote.next_try_at !== null).toBe(name === 'broken.git');
  });

  it('is repeated by itself where the host is down, later each time, until it answers', async () => {
    git.makeRepository('down.git', commitsOn('main'));
    const { id, remote } = await lookAt(git.url('down.git'));
    expect(waitOf(remote)).toBe(60);

    const later = await nextTry(id, remote, '10 minutes');
    expect(later.state).toBe('failed');
    expect(waitOf(later)).toBeGreaterThanOrEqual(600);
    expect(waitOf(later)).toBeLessThan(900);
    const hourly = await nextTry(id, later, '6 days');
    expect(waitOf(hourly)).toBe(3_600);
    const last = await nextTry(id, hourly, '8 days');
    expect(last).toMatchObject({ state: 'failed', next_try_at: null });

    isDown = false;
    expect(await nextTry(id, last, '1 minute')).toMatchObject({ state: 'found', next_try_at: null });
    await untilScanned(id, ['completed']);
  });

  it('of a host that is down during a scan says when it is tried next, and repeats the scan then', async () => {
    isDown = false;
    const { id } = await lookAt(git.url('down.git'));
    await untilScanned(id, ['completed']);
    isDown = true;
    await user.ask('POST', `/api/repos/${id}/scan`);
    await untilScanned(id, ['failed', 'completed']);
    const failed = await until(
      () => remoteOf(id),
      ({ next_try_at }) => next_try_at !== null,
    );
    isDown = false;
    expect((await nextTry(id, failed, '1 minute')).state).toBe('found');
    await untilScanned(id, ['completed', 'failed', 'completed']);
  });

  it('one redirect on the same host is followed, a loop is not, and the address stays as registered', async () => {
    const { remote, repo } = await lookAt(git.url('moved.git'));
    expect(remote.state).toBe('found');
    expect(repo.remote_url).toBe(git.url('moved.git'));
    const before = git.asked.length;
    const loop = await lookAt(git.url('loop.git'));
    expect(loop.remote.message).toBe(
      "The host 127.0.0.1 redirects to another place. Register the repository's final address.",
    );
    const asked = git.asked.slice(before).filter((path) => path.startsWith('/loop.git/'));
    expect(asked.length).toBeLessThan(6);
  });

  it.each(['elsewhere.git', 'metadata.git'])('a redirect to another host is refused: %s', async (name) => {
    const { remote } = await lookAt(git.url(name));
    expect(remote).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/redirects to another place/),
    });
  });

  it("a remote that can't be reached, found or used says which", async () => {
    const refused = await lookAt('http://127.0.0.1:1/x.git'.replace(':1/', ':6/')).catch(
      (error: Error) => error.message,
    );
    expect(refused).toContain('must not use port 6');
    const silent = await lookAt('http://127.0.0.1:59999/openssl-tls-certificate.git');
    expect(silent.remote.message).toBe(
      'The host 127.0.0.1 refuses connections. Check the address and its port.',
    );
    const unknown = await lookAt('https://no-such-host.invalid/x.git');
    expect(unknown.remote.message).toBe(
      'The host no-such-host.invalid could not be found. Check the address.',
    );
  });

  it('a repository without a remote says at once what it needs, and is probed on request alone', async () => {
    const { id } = await newRepo(user, { remote_url: null, source_type: 'github' });
    const needs = 'Connect GitHub in the settings, or set the URL of this repository.';
    const message = `Heimdall does not know where this repository is. ${needs}`;
    expect(await remoteOf(id)).toEqual({ state: 'none', message, checked_at: null, next_try_at: null });
    expect((await user.ask('POST', `/api/repos/${id}/remote`)).status).toBe(200);
    expect(await looked(id)).toMatchObject({ state: 'none', message });
  });
});

describe('a probe of a remote that does not answer in time', () => {
  beforeAll(async () => {
    await worker.stop();
    worker = await startWorkerHere({ ...server, gitTimeoutMs: SHORT_MS });
  });

  it('a silent host: ends with a message', async () => {
    const message = 'The host 127.0.0.1 did not answer in time. Try again later.';
    expect((await lookAt(git.url('hanging.git'))).remote).toMatchObject({ state: 'failed', message });
  });

  it("an endless answer is ended, without exhausting the machine's memory", async () => {
    const { remote } = await lookAt(git.url('endless.git'));
    expect(remote.state).toBe('failed');
    expect(remote.message).toMatch(/did not answer in time|does not answer as a Git server/);
  });
});
