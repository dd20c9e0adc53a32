import { readFileSync } from 'node:fs';
import path from 'node:path';
import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { commitsOn } from '@tests/support/gitServer';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { refusal } from '@tests/support/refusal';
import { connectTo } from '@tests/support/rows';
import { type SshServer, startSshServer } from '@tests/support/sshServer';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

/** Repositories that are read over ssh. Who may do what is in access.test.ts. */

let ssh: SshServer;
let server: KeptServer;
let worker: WorkerHere;
let db: pg.Client;
let user: TestUser;
let sha: string;

beforeAll(async () => {
  ssh = await startSshServer();
  sha = ssh.makeRepository('private.git', commitsOn('main'));
  server = await keptServer();
  const secretKey = readFileSync(path.join(server.dataDir, 'secret-key'), 'utf8').trim();
  worker = await startWorkerHere({ ...server, secretKey });
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
});
afterEach(() => expect(worker.faults).toEqual([]));
afterAll(async () => {
  await worker?.stop();
  await ssh?.stop();
  await db?.end();
});

type Key = { public_key: string; fingerprint: string; host_key: string | null };
type Remote = { state: string; message: string | null };

const keyOf = async (id: string) => (await user.ask('GET', `/api/repos/${id}/deploy-key`)).data as Key;
const replaceKey = (id: string) => user.ask('POST', `/api/repos/${id}/deploy-key`);
const remoteOf = async (id: string) => (await user.ask('GET', `/api/repos/${id}/remote`)).data as Remote;
const probed = (id: string) =>
  until(
    () => remoteOf(id),
    ({ state }) => state !== 'pending',
  );
const probeAgain = async (id: string) => {
  expect((await user.ask('POST', `/api/repos/${id}/remote`)).status).toBe(200);
  return probed(id);
};
const register = async (name = 'private.git') => (await newRepo(user, { remote_url: ssh.url(name) })).id;
const ADD = /^Add this repository's deploy key to 127\.0\.0\.1, then probe again/;
const failed = (message: RegExp) => ({ state: 'failed', message: expect.stringMatching(message) });

describe('a private repository', () => {
  it('says that its host needs its key, and is scanned once the key is there', async () => {
    const id = await register();
    expect(await probed(id)).toMatchObject(failed(ADD));
    const answer = await user.ask('GET', `/api/repos/${id}/deploy-key`);
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.data)).toEqual(['public_key', 'fingerprint', 'host_key']);
    const key = await keyOf(id);
    expect(key.public_key).toMatch(/^ssh-ed25519 \S+ heimdall$/);
    expect(key.fingerprint).toMatch(/^SHA256:\S{43}$/);
    expect(key.host_key).toMatch(/^ssh-ed25519 \S+$/);
    const details = await user.trpc.deployKey.get.query({ id });
    expect(details).toMatchObject({ publicKey: key.public_key, hostKeyFingerprint: ssh.fingerprint() });
    expect(details.pinnedAt).not.toBeNull();

    ssh.allow(key.public_key);
    expect(await probeAgain(id)).toMatchObject({ state: 'found', message: null });
    const scans = async () => (await user.trpc.scan.list.query({ repoId: id })).items;
    const [scan] = await until(scans, ([first]) => first?.status === 'completed', 60_000);
    expect(scan).toMatchObject({ status: 'completed', commitSha: sha });
    expect(await keyOf(id)).toEqual(key);
  });

  it('keeps its private key encrypted, and no answer has it', async () => {
    const id = await register();
    const key = await keyOf(id);
    const { rows } = await db.query('SELECT * FROM deploy_keys WHERE repo_id = $1', [id]);
    expect(rows).toMatchObject([{ private_key: expect.stringMatching(/^v1\.[\w-]+\.[\w-]+\.[\w-]+$/) }]);
    expect(JSON.stringify(rows)).not.toContain('PRIVATE KEY');
    const details = await user.trpc.deployKey.get.query({ id });
    expect(JSON.stringify([key, details])).not.toContain(rows[0].private_key);
    expect(Object.keys(details)).not.toContain('privateKey');
    await probed(id);
    // Another repo's envelope does not open, nor does that of another secret key.
    const other = await register();
    await probed(other);
    await db.query('UPDATE deploy_keys SET private_key = $1 WHERE repo_id = $2', [
      rows[0].private_key,
      other,
    ]);
    expect(await probeAgain(other)).toMatchObject(failed(/^The deploy key can not be decrypted/));
  });

  it('takes its key along when it is deleted', async () => {
    const id = await register();
    await probed(id);
    expect((await user.ask('DELETE', `/api/repos/${id}`)).status).toBe(200);
    const { rows } = await db.query('SELECT FROM deploy_keys WHERE repo_id = $1', [id]);
    expect(rows).toEqual([]);
  });

  it('has one key, however many ask for it first', async () => {
    const { id } = await newRepo(user, { remote_url: 'git@git.invalid:team/app.git' });
    const keys = await Promise.all(Array.from({ length: 8 }, () => keyOf(id)));
    expect(new Set(keys.map((key) => key.public_key)).size).toBe(1);
    await probed(id);
    expect(await keyOf(id)).toEqual({ ...keys[0], host_key: null });
  });
});

describe('a new key', () => {
  it('replaces the old one, which is useless, and probes the remote again', async () => {
    const id = await register();
    await probed(id);
    const old = await keyOf(id);
    ssh.allow(old.public_key);
    expect(await probeAgain(id)).toMatchObject({ state: 'found' });
    const answer = await replaceKey(id);
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.data)).toEqual(['public_key', 'fingerprint', 'host_key']);
    expect(answer.data.host_key).toBeNull();
    expect(answer.data.public_key).not.toBe(old.public_key);
    expect(await probed(id)).toMatchObject(failed(ADD));
    expect(await keyOf(id)).toEqual({ ...answer.data, host_key: old.host_key });
    ssh.allow(String(answer.data.public_key));
    expect(await probeAgain(id)).toMatchObject({ state: 'found' });
  });

  it('accepts the changed key of a host, which is refused until then', async () => {
    const id = await register();
    await probed(id);
    ssh.allow((await keyOf(id)).public_key);
    expect(await probeAgain(id)).toMatchObject({ state: 'found' });
    const before = ssh.fingerprint();
    const after = await ssh.changeHostKey('ed25519');
    const message = `The host key of 127.0.0.1 has changed from ${before} to ${after}, so Heimdall did not connect.`;
    const { message: shown } = await probeAgain(id);
    expect(shown).toContain(message);
    expect(shown).toContain('make a new deploy key in the settings of this repository');
    const { data: scan } = await user.ask('POST', `/api/repos/${id}/scan`);
    const ended = await until(
      () => user.trpc.scan.byId.query({ id: String(scan.id) }),
      ({ status }) => status === 'failed',
    );
    expect(ended.errorMessage).toContain(message);
    await replaceKey(id);
    expect(await probed(id)).toMatchObject(failed(ADD));
    expect(await user.trpc.deployKey.get.query({ id })).toMatchObject({ hostKeyFingerprint: after });
  });
});

it('only an ssh remote has a deploy key', async () => {
  const message = 'A deploy key needs a repository whose remote_url is an ssh address, such as git@host:path';
  const remotes = [{}, { remote_url: null, source_type: 'github' }];
  for (const fields of remotes) {
    const { id } = await newRepo(user, fields);
    for (const method of ['GET', 'POST']) {
      const answer = await user.ask(method, `/api/repos/${id}/deploy-key`);
      expect(answer.body).toEqual({ success: false, code: 409, message });
    }
    expect(await refusal(user.trpc.deployKey.get.query({ id }))).toMatchObject({ httpStatus: 409, message });
  }
  const unknown = '01936d2f-8c4e-7890-b123-456789abcdef';
  expect((await user.ask('GET', `/api/repos/${unknown}/deploy-key`)).status).toBe(404);
});
