import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { fetchRequest, scratch } from '@tests/support/gitRepositories';
import { commitsOn, type GitServer, startGitServer } from '@tests/support/gitServer';
import { atFetch, drip, drippingPack, endlessPack, endlessProgress } from '@tests/support/hostileServers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FetchRequest, fetchRepository } from '@/git/fetch';

const room = scratch();
let git: GitServer;
let isHostile = true;
const then = (answer: Parameters<typeof atFetch>[0]) => {
  const hostile = atFetch(answer);
  return (...args: Parameters<typeof hostile>) => (isHostile ? void hostile(...args) : args[2]());
};

beforeAll(async () => {
  git = await startGitServer({
    '/hanging.git': then(() => undefined),
    '/progress.git': then(endlessProgress),
    '/endless.git': then(endlessPack),
    '/dripping.git': then(drippingPack),
    '/drips-first.git': (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-advertisement' });
      drip(response);
    },
    // Redirects git at once, and sends the response headers to askInfoRefs byte by byte.
    '/drips-head.git': (request, response) => {
      if (request.headers['user-agent']?.startsWith('git/'))
        response.writeHead(302, { location: '/x' }).end();
      else writeSlowly(response);
    },
    '/error.git': then((response) => void response.writeHead(503).end()),
    '/private.git': then(
      (response) => void response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end(),
    ),
    '/redirect.git': then(
      (response) => void response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end(),
    ),
    '/breaks.git': then((response) => {
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' });
      response.write('000dpackfile\n0015\x01PACK\0\0\0\x02\0\0\0\x05', () => response.destroy());
    }),
    '/liar.git': then((response) => {
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' });
      response.end('000dpackfile\n0033\x02No space left on device\nfsck error out of memory\n0000');
    }),
  });
  const honestFirst = ['hanging', 'progress', 'endless', 'dripping', 'error', 'private', 'redirect'];
  for (const name of [...honestFirst, 'breaks', 'liar']) {
    git.makeRepository(`${name}.git`, commitsOn('main'));
  }
});
afterAll(async () => {
  await git?.stop();
  room.remove();
});

const fetchFrom = (name: string, fields: Partial<FetchRequest> = {}) =>
  fetchRepository(fetchRequest(git.url(`${name}.git`), room.in(`${name}.git`), fields));

const runningIn = (gitDir: string) =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d{1,10}$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(gitDir);
    } catch {
      return false;
    }
  });

const LATE = {
  type: 'refused',
  message: 'The host 127.0.0.1 did not answer in time. Try again later.',
  isDown: true,
};

function writeSlowly(response: ServerResponse): void {
  const { socket } = response;
  socket?.write('HTTP/1.1 302 Found\r\nx: ');
  const timer = setInterval(() => (socket?.destroyed ? clearInterval(timer) : socket?.write('x')), 50);
}

const sizeOf = (directory: string) =>
  readdirSync(directory, { recursive: true }).reduce(
    (sum, name) => sum + statSync(path.join(directory, String(name))).size,
    0,
  );

describe('a host whose response does not end', () => {
  it.each(['hanging', 'progress'])('%s: reaches the time limit', async (name) => {
    const begun = Date.now();
    expect(await fetchFrom(name, { limits: { timeoutMs: 2000, maxBytes: 1e9 } })).toEqual({
      type: 'limit',
      limit: 'time',
      message: 'The repository could not be fetched within the limit of 2 seconds.',
    });
    expect(Date.now() - begun).toBeLessThan(6000);
    expect(runningIn(room.in(`${name}.git`))).toEqual([]);
  });

  it("reaches the time limit of the fetch, which is below the scan's", async () => {
    const limits = { timeoutMs: 60_000, fetchTimeoutMs: 2000, maxBytes: 1e9 };
    expect(await fetchFrom('progress', { limits })).toEqual({
      type: 'limit',
      limit: 'time',
      message:
        'The repository could not be fetched within the limit of 2 seconds. Try again later, or raise HEIMDALL_GIT_FETCH_MINUTES.',
    });
  });

  it.each(['dripping', 'drips-first'])('%s: is ended because it is too slow', async (name) => {
    expect(await fetchFrom(name, { lowSpeedSeconds: 1 })).toMatchObject({
      type: 'refused',
      message:
        'The host 127.0.0.1 sends less than 1 kB per second, so the transfer was ended. Try again later.',
    });
    expect(runningIn(room.in(`${name}.git`))).toEqual([]);
  });

  it('sends Heimdall its response headers byte by byte: the probe times out', async () => {
    expect(await fetchFrom('drips-head', { limits: { timeoutMs: 2000, maxBytes: 1e9 } })).toEqual(LATE);
  });

  it('has a name server that does not answer: the probe times out', async () => {
    const resolve = () => new Promise<string[]>(() => undefined);
    const url = git.url('hanging.git').replace('127.0.0.1', 'silent.example');
    const limits = { timeoutMs: 500, maxBytes: 1e9 };
    expect(await fetchRepository(fetchRequest(url, room.in('silent.git'), { resolve, limits }))).toEqual({
      ...LATE,
      message: LATE.message.replace('127.0.0.1', 'silent.example'),
    });
    const reason = new Error('cancelled');
    const signal = AbortSignal.abort(reason);
    await expect(fetchRepository(fetchRequest(url, room.in('silent.git'), { resolve, signal }))).rejects.toBe(
      reason,
    );
  });

  it('with an endless pack reaches the size limit', async () => {
    const limits = { timeoutMs: 30_000, maxBytes: 20e6 };
    expect(await fetchFrom('endless', { limits })).toEqual({
      type: 'limit',
      limit: 'bytes',
      message: 'The repository is larger than the limit of 20 MB.',
    });
    expect(sizeOf(room.in('endless.git'))).toBeLessThan(21e6);
  });

  it('is disconnected within two seconds when the fetch is aborted, and works later', async () => {
    const control = new AbortController();
    const reason = new Error('cancelled');
    const limits = { timeoutMs: 60_000, maxBytes: 10e9 };
    const running = fetchFrom('endless', { signal: control.signal, limits });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const begun = Date.now();
    control.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(Date.now() - begun).toBeLessThan(2000);
    expect(runningIn(room.in('endless.git'))).toEqual([]);
    isHostile = false;
    expect(await fetchFrom('endless')).toMatchObject({ type: 'fetched', branch: 'main' });
    isHostile = true;
    expect(sizeOf(room.in('endless.git'))).toBeLessThan(100_000);
  });
});

describe('a host that fails after it has listed its branches', () => {
  it.each([
    ['error', 'The host 127.0.0.1 reports an internal error. Try again later.'],
    [
      'private',
      'The repository on 127.0.0.1 is private or does not exist. Heimdall has no credentials for it.',
    ],
    ['redirect', "The host 127.0.0.1 redirects to another place. Register the repository's final address."],
    ['breaks', 'The host 127.0.0.1 ended the transfer early. Try again later.'],
    ['liar', 'The host 127.0.0.1 ended the transfer early. Try again later.'],
  ])('%s: ends with our own message', async (name, message) => {
    expect(await fetchFrom(name)).toEqual({ type: 'refused', message });
  });
});
