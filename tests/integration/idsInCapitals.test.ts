import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { connectTo, insertFinding, insertScan } from '@tests/support/rows';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Ids in capitals name the same resources, in paths, queries and bodies. */
const server = sharedServer();
let db: pg.Client;
let user: TestUser;
let other: TestUser;
let repoId: string;
let findingId: string;

beforeAll(async () => {
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
  other = await newUser(server.url);
  repoId = (await newRepo(user)).id;
  findingId = await insertFinding(db, { id: await insertScan(db, repoId), repoId });
});
afterAll(async () => {
  await db?.end();
});

const capitals = (id: unknown) => String(id).toUpperCase();
const at = (path: string) => `/api/findings/${capitals(findingId)}${path}`;

it('those of a finding and of whom it is assigned to', async () => {
  const { data: got } = await user.ask('GET', at(''));
  expect(got.id).toBe(findingId);
  const confirmed = await user.ask('PATCH', at('/status'), { body: { status: 'confirmed' } });
  expect(confirmed.data).toEqual({ id: findingId, old_status: 'open', status: 'confirmed' });
  const severe = await user.ask('PATCH', at('/severity'), { body: { severity: 'low' } });
  expect(severe.data).toMatchObject({ finding_id: findingId, new_severity: 'low' });
  const assigned = await user.ask('PATCH', at('/assignee'), { body: { assignee_id: capitals(user.id) } });
  expect(assigned.data).toMatchObject({ id: findingId, assignee_id: user.id });
  const { data: listed } = await user.ask('GET', `/api/findings?assignee=${capitals(user.id)}`);
  expect(listed.items).toMatchObject([{ id: findingId }]);
});

it('those of a list and of the change that undoes it', async () => {
  const body = { ids: [capitals(findingId), findingId], status: 'open' };
  const { data } = await user.ask('POST', '/api/findings/triage', { body });
  expect(data).toMatchObject({ updated: 1, skipped: 0 });
  const undo = { undo_token: capitals(data.undo_token) };
  const undone = await user.ask('POST', '/api/findings/triage/undo', { body: undo });
  expect(undone.data).toEqual({ restored: 1, skipped: 0 });
});

it('those of a repo and its members, whose creator is none of them', async () => {
  const members = `/api/repos/${capitals(repoId)}/members`;
  const share = (id: string) => user.ask('PUT', members, { body: { user_id: capitals(id), role: 'viewer' } });
  expect((await share(other.id)).data.items).toMatchObject([{ user_id: other.id }]);
  expect((await share(user.id)).status).toBe(400);
  const left = await other.ask('DELETE', `${members}/${capitals(other.id)}`);
  expect(left.data).toEqual({ id: other.id, deleted: true });
});

it('those of a saved view, in its filter and its path', async () => {
  const body = { name: 'One repo', filter: { repo_id: [capitals(repoId)] } };
  const { data } = await user.ask('POST', '/api/views', { body });
  expect(data.filter).toEqual({ repo_id: [repoId] });
  const gone = await user.ask('DELETE', `/api/views/${capitals(data.id)}`);
  expect(gone.data).toEqual({ id: data.id, deleted: true });
});
