import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fetchRequest, SEARCH_PATH, scratch } from '@tests/support/gitRepositories';
import { commitsOn, type GitServer, startGitServer } from '@tests/support/gitServer';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openCredential } from '@/git/credential';
import { fetchRepository } from '@/git/fetch';
import { probeRemote } from '@/git/probe';
import { makeProviders } from '@/providers/connect';

/** A host that knows a token may send Git anywhere. The token is for its own origin alone. */

const TOKEN = 'glpat-a1B2c3D4e5F6g7H8i9J0';
const BASIC = `Basic ${Buffer.from(`ana:${TOKEN}`).toString('base64')}`;
/** Another address of this machine, and another port of the host's own. */
const PLACES = { 'another host': '127.0.0.2', 'another port': '127.0.0.1' };
const WAYS = ['at once', 'once known', 'for objects'] as const;
const CASES = Object.keys(PLACES).flatMap((place) => WAYS.map((way) => [place, way] as const));

const room = scratch();
const servers: Server[] = [];
/** The headers that arrived elsewhere, and what the host itself got as authorization. */
const elsewhere: IncomingMessage['headers'][] = [];
const atHome: (string | undefined)[] = [];
let git: GitServer;

const nameOf = (place: string, way: string) => `${place} ${way}.git`.replaceAll(' ', '-');

beforeAll(async () => {
  const special: Parameters<typeof startGitServer>[0] = {
    '/moved.git': ({ url = '' }, response) => sendTo(response, url.replace('/moved.git', '/private.git')),
    '/private.git': (request, response, serve) => void (knows(request, response) && serve()),
  };
  for (const [place, address] of Object.entries(PLACES)) {
    const base = await startElsewhere(address);
    const away = (response: ServerResponse, url = '') => sendTo(response, `${base}${url}`);
    special[`/${nameOf(place, 'at once')}`] = ({ url }, response) => away(response, url);
    special[`/${nameOf(place, 'once known')}`] = (request, response) =>
      void (knows(request, response) && away(response, request.url));
    special[`/${nameOf(place, 'for objects')}`] = async (request, response, serve) => {
      if (!knows(request, response)) return;
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const body = Buffer.concat(parts);
      if (body.includes('command=fetch')) away(response, request.url);
      else serve(body);
    };
  }
  git = await startGitServer(special);
  for (const [place, way] of CASES) git.makeRepository(nameOf(place, way), commitsOn('main'));
});
afterAll(async () => {
  await git?.stop();
  for (const server of servers) server.close();
  room.remove();
});
beforeEach(() => {
  elsewhere.length = 0;
  atHome.length = 0;
});

/** A server that asks for a credential, so that Git would send one if it had one. */
async function startElsewhere(address: string): Promise<string> {
  const server = createServer(({ headers }, response) => {
    elsewhere.push(headers);
    askFor(response);
  }).listen(0, address);
  servers.push(server);
  await once(server, 'listening');
  return `http://${address}:${(server.address() as AddressInfo).port}`;
}

function askFor(response: ServerResponse): void {
  response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
}

function sendTo(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}

/** Whether a request has the token. If not, it is asked for. */
function knows({ headers }: IncomingMessage, response: ServerResponse): boolean {
  atHome.push(headers.authorization);
  if (headers.authorization !== BASIC) askFor(response);
  return headers.authorization === BASIC;
}

let caches = 0;
async function readBy(name: string, read: typeof fetchRepository | typeof probe) {
  const credential = await openCredential({
    origin: new URL(git.url('')).origin,
    username: 'ana',
    password: TOKEN,
  });
  const request = fetchRequest(git.url(name), room.in(`caches/${caches++}/repo.git`), { credential });
  return read(request).finally(credential.remove);
}
const probe = (request: Parameters<typeof fetchRepository>[0]) =>
  probeRemote(request.url, null, { ...request, timeoutMs: 30_000 });

function listBranches(name: string): Promise<string[]> {
  const { origin: baseUrl, host } = new URL(git.url(''));
  const providers = makeProviders({ allowPrivate: true, allowedHosts: [] });
  const credential = { token: TOKEN, kind: 'token', username: 'ana', userId: 'ana' } as const;
  const client = providers({ provider: 'basic', name: host, baseUrl }, credential);
  return client.listBranches({ fullName: 'acme/x', cloneUrl: git.url(name) });
}

const authorized = () => elsewhere.filter(({ authorization }) => authorization !== undefined);

it('goes with a redirect within its origin', async () => {
  const sha = git.makeRepository('private.git', commitsOn('main'));
  expect(await readBy('moved.git', probe)).toMatchObject({ type: 'found', sha });
  expect(await readBy('moved.git', fetchRepository)).toMatchObject({ type: 'fetched', sha });
  expect(await listBranches('moved.git')).toEqual(['main']);
  expect(atHome).toContain(BASIC);
});

it.each(CASES)('does not go to %s, where the host sends Git %s', async (place, way) => {
  const name = nameOf(place, way);
  const isLate = way === 'for objects';
  expect(await readBy(name, probe)).toMatchObject({ type: isLate ? 'found' : 'refused' });
  expect(await readBy(name, fetchRepository)).toMatchObject({ type: 'refused' });
  const listed = await listBranches(name).catch((error: unknown) => error);
  expect(listed).toMatchObject(isLate ? ['main'] : { kind: 'unavailable' });
  // It is followed to another port, without the token.
  if (place === 'another port' && way === 'at once') expect(elsewhere.length).toBeGreaterThan(0);
  else expect(elsewhere).toEqual([]);
  expect(authorized()).toEqual([]);
  if (way !== 'at once') expect(atHome).toContain(BASIC);
});

/** The sources of this program, by a process that trusts one more certificate. */
const PROBE = `
  const { probeRemote } = await import(${JSON.stringify(path.resolve('src/git/probe.ts'))});
  const { openCredential } = await import(${JSON.stringify(path.resolve('src/git/credential.ts'))});
  const [url, searchPath] = process.argv.slice(1);
  const { origin } = new URL(url);
  const credential = await openCredential({ origin, username: 'ana', password: ${JSON.stringify(TOKEN)} });
  const policy = { allowPrivate: true, allowedHosts: [] };
  const found = await probeRemote(url, null, { policy, searchPath, credential, resolve: async () => [], timeoutMs: 30_000 });
  await credential.remove();
  console.log(JSON.stringify(found));
`;

it('does not go from https to http, which is not followed at all', async () => {
  const [key, cert] = [room.in('key.pem'), room.in('cert.pem')];
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-keyout',
    key,
    '-out',
    cert,
  ];
  execFileSync('openssl', ['req', '-x509', ...made, ...names], { stdio: 'ignore' });
  // Git trusts what the system trusts, and this certificate.
  writeFileSync(
    room.in('git'),
    `#!/bin/sh\nPATH='${SEARCH_PATH}'\nexec git -c http.sslCAInfo='${cert}' "$@"\n`,
  );
  chmodSync(room.in('git'), 0o755);
  const insecure = await startElsewhere('127.0.0.1');
  const asked: string[] = [];
  const secure = createTlsServer(
    { key: readFileSync(key), cert: readFileSync(cert) },
    (request, response) => {
      asked.push(String(request.headers['user-agent']));
      if (request.url?.startsWith('/at-once.git') || knows(request, response))
        sendTo(response, `${insecure}${request.url}`);
    },
  ).listen(0, '127.0.0.1');
  servers.push(secure);
  await once(secure, 'listening');
  const { port } = secure.address() as AddressInfo;
  for (const name of ['at-once', 'once-known']) {
    const args = [
      '--import',
      'tsx',
      '--input-type=module',
      '--eval',
      PROBE,
      `https://127.0.0.1:${port}/${name}.git`,
      `${room.directory}:${SEARCH_PATH}`,
    ];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: cert },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [printed] = await once(child.stdout, 'data');
    expect(JSON.parse(String(printed))).toMatchObject({
      type: 'refused',
      message: "The host 127.0.0.1 redirects to another place. Register the repository's final address.",
    });
  }
  expect(atHome).toContain(BASIC);
  // Node asks without the token where a redirect leads.
  expect(asked.some((agent) => !agent.startsWith('git/'))).toBe(true);
  expect(elsewhere).toEqual([]);
});
