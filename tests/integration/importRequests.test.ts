import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { newRepo, newUser, type TestUser, until, withToken } from '@tests/support/api';
import { importOver, uploadSarif } from '@tests/support/imports';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { connectTo } from '@tests/support/rows';
import { packed, resultAt, sarifOf } from '@tests/support/sarif';
import { findingsOf, requestScan } from '@tests/support/scans';
import { startWorkerHere } from '@tests/support/workerHere';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

let server: KeptServer;
let db: pg.Client;
let user: TestUser;
let repoId: string;

beforeAll(async () => {
  server = await keptServer();
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
});
beforeEach(async () => {
  repoId = (await newRepo(user, { source_type: 'github', remote_url: null })).id;
});

const DOCUMENT = sarifOf([resultAt('a', 1)]);
const send = (results: unknown = DOCUMENT, headers: Record<string, string> = {}) =>
  uploadSarif(server.url, user, repoId, results, headers);
const uploads = () => {
  const directory = path.join(server.dataDir, 'uploads');
  return existsSync(directory) ? readdirSync(directory) : [];
};

/** Does something while a worker runs. */
async function withWorker<T>(work: () => Promise<T>): Promise<T> {
  const worker = await startWorkerHere(server);
  try {
    const result = await work();
    expect(worker.faults).toEqual([]);
    return result;
  } finally {
    await worker.stop();
  }
}

it('answers 202 with a queued import beside the scan of the repository', async () => {
  const { status, data } = await send();
  expect(status).toBe(202);
  expect(data).toMatchObject({ repo_id: repoId, scan_type: 'import', status: 'queued', complete: null });
  expect(uploads()).toContain(data.id);
  const scan = await requestScan(user, repoId);
  expect(scan.id).not.toBe(data.id);
  expect((await requestScan(user, repoId)).id).toBe(scan.id);
});

it.each([
  ['{', 'The document is not valid JSON'],
  ['[]', 'The document must be an object'],
  ['{"version":"2.1.0","runs":[{"tool":{"driver":{}}}]}', '/runs/0/tool/driver/name is required'],
  ['{"version":"2.1.0","runs":[{"results":7,', '/runs/0/results'],
  ['', 'The document is not valid JSON'],
])('answers %s with 400 and the place', async (body, message) => {
  const before = uploads();
  const answer = await send(body);
  expect(answer.status).toBe(400);
  expect(answer.message).toContain(message);
  expect(uploads()).toEqual(before);
});

it('refuses what it may not or can not take', async () => {
  const before = uploads();
  expect((await send(DOCUMENT, { 'content-type': 'text/csv' })).status).toBe(415);
  const encoded = await send(DOCUMENT, { 'content-encoding': 'br' });
  expect([encoded.status, encoded.message]).toEqual([
    415,
    'Send the body without Content-Encoding, or with gzip or x-gzip',
  ]);
  const large = await send(Buffer.alloc(100 * 1024 * 1024 + 1, 0x20));
  expect([large.status, large.message]).toEqual([413, 'The request body must be at most 100 MiB']);
  const other = await newUser(server.url);
  expect((await uploadSarif(server.url, other, repoId, DOCUMENT)).status).toBe(403);
  expect((await uploadSarif(server.url, user, 'abc', DOCUMENT)).status).toBe(404);
  expect((await uploadSarif(server.url, { ...user, token: 'wrong' }, repoId, DOCUMENT)).status).toBe(401);
  const reader = await withToken(server.url, user, ['scans:read']);
  const read = await reader.ask('POST', `/api/repos/${repoId}/sarif`, { body: DOCUMENT });
  expect([read.status, read.body.message]).toEqual([403, 'This token lacks the scope scans:write']);
  expect(uploads()).toEqual(before);
});

it('takes a packed document, whatever its type is called, from a token that may scan', async () => {
  expect((await send(packed(DOCUMENT), { 'content-type': 'application/gzip' })).status).toBe(202);
  const scanner = await withToken(server.url, user, ['scans:write']);
  const { status } = await scanner.ask('POST', `/api/repos/${repoId}/sarif`, { body: DOCUMENT });
  expect(status).toBe(202);
});

it('with the same Idempotency-Key answers with the same import, and keeps one file', async () => {
  const once = { 'idempotency-key': `import ${repoId}`.replace(' ', '-') };
  const first = await send(DOCUMENT, once);
  const before = uploads();
  const again = await send(DOCUMENT, once);
  expect([again.status, again.data.id]).toEqual([202, first.data.id]);
  expect((await send(sarifOf([]), once)).status).toBe(422);
  expect(uploads()).toEqual(before);
});

it('takes only so many imports of a repository', async () => {
  await db.query(
    `INSERT INTO scans (id, repo_id, owner_id, scan_type, status, created_at, updated_at)
     SELECT gen_random_uuid(), $1, $2, 'import', 'queued', now(), now() FROM generate_series(1, 20)`,
    [repoId, user.id],
  );
  const { status, message } = await send();
  expect([status, message]).toEqual([
    429,
    '20 imports of this repository wait already; try again when one is done',
  ]);
  await db.query('DELETE FROM scans WHERE repo_id = $1', [repoId]);
});

it('takes two uploads of a user at once, and refuses a third while they last', async () => {
  const slow = [await beginUpload(), await beginUpload()];
  const refused = await send();
  expect(refused.status).toBe(429);
  expect(refused.message).toBe('Too many uploads run at this moment; try again in 5 seconds');
  // Another user's upload does not wait.
  const other = await newUser(server.url);
  const { id } = await newRepo(other, { source_type: 'github', remote_url: null });
  expect((await uploadSarif(server.url, other, id, DOCUMENT)).status).toBe(202);
  for (const finish of slow) expect(await finish()).toBe(202);
  expect((await send()).status).toBe(202);
});

/** Sends a document but for its last byte, after the server has begun to store it. @returns what sends it */
async function beginUpload(): Promise<() => Promise<number | undefined>> {
  const before = uploads().length;
  const request = http.request(`${server.url}/api/repos/${repoId}/sarif`, {
    method: 'POST',
    headers: { authorization: `Bearer ${user.token}`, 'content-type': 'application/json' },
  });
  const answered = once(request, 'response') as Promise<[http.IncomingMessage]>;
  const text = JSON.stringify(DOCUMENT);
  request.write(text.slice(0, -1));
  await until(
    async () => uploads().length,
    (count) => count > before,
  );
  return async () => {
    request.end(text.slice(-1));
    const [response] = await answered;
    response.resume();
    return response.statusCode;
  };
}

it('imports documents in the order of their upload, and removes their files', async () => {
  const ids: string[] = [];
  for (const uri of ['a', 'b', 'c']) ids.push((await send(sarifOf([resultAt(uri, 1)]))).data.id);
  await withWorker(async () => {
    for (const id of ids) expect(await importOver(user, id)).toMatchObject({ status: 'completed' });
    await until(
      async () => uploads().filter((name) => ids.includes(name)),
      (names) => names.length === 0,
    );
  });
  const open = (await findingsOf(user, repoId)).filter(({ status }) => status === 'open');
  expect(open.map(({ file_path }) => file_path)).toEqual(['c']);
});

it('a cancelled import does nothing, and its file goes', async () => {
  const { data } = await send();
  const { status } = await user.ask('POST', `/api/scans/${data.id}/cancel`);
  expect(status).toBe(200);
  await withWorker(async () => {
    await until(
      async () => uploads(),
      (names) => !names.includes(data.id),
    );
  });
  expect(await findingsOf(user, repoId)).toEqual([]);
});

it('the deletion of a repository ends its import', async () => {
  const many = Array.from({ length: 5_000 }, (_, at) => resultAt(`src/${at}.ts`, 1));
  const { data } = await send(sarifOf(many));
  await withWorker(async () => {
    const running = () => user.ask('GET', `/api/scans/${data.id}`);
    await until(running, ({ data: scan }) => scan.status !== 'queued', 30_000, 10);
    expect((await user.ask('DELETE', `/api/repos/${repoId}`)).status).toBe(200);
    const left = async () => (await db.query('SELECT FROM findings WHERE repo_id = $1', [repoId])).rowCount;
    const receipt = () => user.ask('GET', `/api/deletions/${repoId}`);
    await until(receipt, ({ data: deletion }) => deletion.state === 'finished', 60_000);
    expect(await left()).toBe(0);
  });
});

it('fails with a sentence if the file is on another machine', async () => {
  const { data } = await send();
  const worker = await startWorkerHere({ ...server, dataDir: path.join(server.dataDir, 'elsewhere') });
  expect(await importOver(user, data.id)).toMatchObject({
    status: 'failed',
    error_message: expect.stringContaining('need the same HEIMDALL_DATA_DIR'),
  });
  await worker.stop();
});
