import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { fetchRequest, SEARCH_PATH, scratch } from '@tests/support/gitRepositories';
import { commitsOn, startGitServer } from '@tests/support/gitServer';
import { LOOPBACK, sshProbes } from '@tests/support/sshProbes';
import { type SshServer, startSshServer } from '@tests/support/sshServer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newSshKeyPair } from '@/domain/sshKeys';
import { fetchRepository } from '@/git/fetch';
import { probeRemote } from '@/git/probe';
import type { HostKey } from '@/git/sshDirectory';

const room = scratch();
// A name that a shell would read.
const { runs, key, options, pinned, probe } = sshProbes(room.in("it's $HOME"));
let ssh: SshServer;
let sha: string;

beforeAll(async () => {
  ssh = await startSshServer();
  ssh.allow(key.publicKey);
  sha = ssh.makeRepository('normal.git', commitsOn('main', 'develop'));
});
afterEach(() => expect(runs()).toEqual([]));
afterAll(async () => {
  await ssh?.stop();
  room.remove();
});

const fetchFrom = (url: string, name: string, fields: object = {}) =>
  fetchRepository(fetchRequest(url, room.in(name), { ssh: options(), ...fields }));
const refusal = (message: RegExp) => ({ type: 'refused', message: expect.stringMatching(message) });

describe('a remote by ssh', () => {
  it('is probed and fetched with the deploy key, and its host key is pinned at first', async () => {
    expect(await probe(ssh.url('normal.git'))).toEqual({ type: 'found', branch: 'main', sha });
    expect(pinned).toEqual([
      { key: expect.stringMatching(/^ssh-ed25519 \S{68}$/), fingerprint: ssh.fingerprint() },
    ]);
    const known = options({ hostKey: pinned[0] as HostKey });
    const fetched = await fetchFrom(ssh.url('normal.git'), 'normal.git', { ssh: known, allRefs: true });
    expect(fetched).toMatchObject({ type: 'fetched', branch: 'main', sha });
    expect(pinned).toEqual([]);
    const again = await fetchFrom(ssh.url('normal.git'), 'normal.git', { ssh: known });
    expect(again).toMatchObject({ type: 'fetched', sha });
  });

  it('is reached by the checked address, whatever its name', async () => {
    const url = ssh.url('normal.git', 'Git.Example.com');
    expect(await probe(url)).toMatchObject({ type: 'found', sha });
    const resolve = async () => ['127.0.0.3', '127.0.0.2', '127.0.0.1'];
    expect(await probe(url, { resolve })).toMatchObject({ type: 'found', sha });
    const mixed = {
      policy: { allowPrivate: false, allowedHosts: [] },
      resolve: async () => ['8.8.8.8', '127.0.0.1'],
    };
    expect(await probe(url, mixed)).toMatchObject(
      refusal(/leads to an address that Heimdall does not connect to/),
    );
  });

  it('empty, or without the wanted branch, says so', async () => {
    ssh.makeRepository('empty.git');
    expect(await probe(ssh.url('empty.git'))).toMatchObject({ type: 'empty' });
    const missing = await probeRemote(ssh.url('normal.git'), 'nowhere', { ...LOOPBACK, ssh: options() });
    expect(missing).toMatchObject(refusal(/has no branch nowhere/));
  });

  it('that does not know the deploy key says what to do; its host key is pinned all the same', async () => {
    const other = options({ privateKey: newSshKeyPair().privateKey });
    expect(await probe(ssh.url('normal.git'), { ssh: other })).toEqual({
      type: 'refused',
      message: "Add this repository's deploy key to 127.0.0.1, then probe again. Its settings show the key.",
      isDown: false,
    });
    expect(pinned).toHaveLength(1);
  });

  it('without a repository says so', async () => {
    const message = /^There is no repository at this address on 127\.0\.0\.1, or the deploy key/;
    expect(await probe(ssh.url('missing.git'))).toMatchObject(refusal(message));
  });

  it('needs a key, and one that can be decrypted', async () => {
    expect(await probe(ssh.url('normal.git'), { ssh: undefined })).toMatchObject(
      refusal(/^This needs a deploy key/),
    );
    const unreadable = options({ privateKey: undefined });
    expect(await probe(ssh.url('normal.git'), { ssh: unreadable })).toMatchObject(
      refusal(/can not be decrypted/),
    );
  });

  it('needs the program ssh', async () => {
    const bin = room.in('bin');
    mkdirSync(bin);
    for (const name of ['git', 'sh', 'rm']) {
      const found = SEARCH_PATH.split(':')
        .map((at) => path.join(at, name))
        .find(existsSync);
      writeFileSync(path.join(bin, name), `#!/bin/sh\nexec ${found} "$@"\n`, { mode: 0o700 });
    }
    expect(await probe(ssh.url('normal.git'), { searchPath: bin })).toMatchObject(
      refusal(/needs the program ssh/),
    );
  });
});

describe('a changed host key', () => {
  it.each(['ed25519', 'rsa'] as const)(
    'is refused, also one of the type %s, with both fingerprints',
    async (type) => {
      expect(await probe(ssh.url('normal.git'))).toMatchObject({ type: 'found' });
      const before = pinned[0] as HostKey;
      const after = await ssh.changeHostKey(type);
      const wrong = await probe(ssh.url('normal.git'), { ssh: options({ hostKey: before }) });
      expect(wrong).toMatchObject(refusal(/^The host key of 127\.0\.0\.1 has changed from /));
      expect(wrong).toMatchObject({
        message: expect.stringContaining(`from ${before.fingerprint} to ${after},`),
      });
      expect(pinned).toEqual([]);
      expect(
        await fetchFrom(ssh.url('normal.git'), 'changed.git', { ssh: options({ hostKey: before }) }),
      ).toEqual(wrong);
      expect(await probe(ssh.url('normal.git'))).toMatchObject({ type: 'found' });
      expect(pinned).toMatchObject([{ fingerprint: after }]);
      await ssh.changeHostKey('ed25519');
    },
  );

  it('is refused if another connection has pinned one meanwhile', async () => {
    const other = { key: 'ssh-ed25519 AAAA', fingerprint: 'SHA256:other' };
    const racing = options({ pin: async () => other });
    expect(await probe(ssh.url('normal.git'), { ssh: racing })).toMatchObject(
      refusal(/has changed from SHA256:other to /),
    );
  });
});

describe('a host that is no ssh server', () => {
  const urlOf = (port: number) => `ssh://git@127.0.0.1:${port}/x.git`;

  it('refuses connections', async () => {
    const { server, port } = await listening(() => undefined);
    server.close();
    await once(server, 'close');
    expect(await probe(urlOf(port))).toMatchObject({
      ...refusal(/refuses connections/),
      isDown: true,
    });
  });

  it('answers by another protocol, or ends the connection', async () => {
    const message = /does not answer as an ssh server/;
    const http = await startGitServer();
    expect(await probe(urlOf(http.port))).toMatchObject(refusal(message));
    await http.stop();
    const { server, port } = await listening((socket) => socket.destroy());
    expect(await probe(urlOf(port))).toMatchObject(refusal(message));
    server.close();
  });

  it('never answers', async () => {
    const { server, port } = await listening(() => undefined);
    const silent = await probe(urlOf(port), { timeoutMs: 1_000 });
    expect(silent).toMatchObject(refusal(/did not answer in time/));
    server.close();
  });
});

it('a transfer that is too slow is ended', async () => {
  let release = () => {};
  // The host answers the probe, and lets the fetch wait.
  const pin = async (shown: HostKey) => {
    release = ssh.hold();
    return shown;
  };
  const fields = { lowSpeedSeconds: 1, ssh: options({ pin }) };
  const fetched = await fetchFrom(ssh.url('normal.git'), 'slow.git', fields);
  release();
  expect(fetched).toMatchObject(refusal(/sends less than 1 kB per second/));
});

/** A server on loopback that does this with connections. */
async function listening(answer: (socket: Socket) => void): Promise<{ server: Server; port: number }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}
