import type pg from 'pg';
import { afterAll, beforeAll, expect } from 'vitest';
import { TOKEN_SCOPES } from '@/domain/tokens/rules';
import type { TokenScope } from '@/domain/tokens/schema';
import { type Caller, newRepo, newUser, type TestUser } from './api';
import type { Call, Ids } from './repoCalls';
import { connectTo, insertFinding, insertScan } from './rows';
import { sharedServer } from './sharedServer';

const VIEWER: readonly TokenScope[] = ['repos:read', 'scans:read', 'findings:read'];
/** What each kind of user may do. */
const RIGHTS: Record<'creator' | 'viewer' | 'triager' | 'outsider' | 'admin', readonly TokenScope[]> = {
  creator: TOKEN_SCOPES,
  viewer: VIEWER,
  triager: [...VIEWER, 'scans:write', 'findings:write'],
  outsider: [],
  admin: [],
};
export type Who = keyof typeof RIGHTS;
export const USERS = Object.keys(RIGHTS) as Who[];

export const NO_ACCESS = [403, 'You do not have access to this repository'];

/** Users of each kind, and repos that one of them shares with others. */
export type RepoRights = {
  users: Record<Who, TestUser>;
  /** A repo with an open scan, a finding, a suppression and a webhook, which the creator shares. */
  sharedRepo: (users?: Record<Who, TestUser>) => Promise<Ids>;
  /** The status, and the message of a refusal. */
  answerOf: (who: Caller, call: Call, isAllowed: boolean) => Promise<[number, unknown]>;
  /** Expects an answer or a refusal, as a role decides. */
  expectRight: (who: Who, as: Caller, call: Call) => Promise<void>;
};

/** For files about who may do what, on the shared server. All of it is there once tests run. */
export function repoRights(): RepoRights {
  const server = sharedServer();
  const users = {} as Record<Who, TestUser>;
  let db: pg.Client;
  let other: TestUser;
  beforeAll(async () => {
    db = await connectTo(server.database.url);
    for (const who of USERS) users[who] = who === 'admin' ? server.admin : await newUser(server.url);
    other = await newUser(server.url);
  });
  afterAll(async () => {
    await db?.end();
  });

  async function sharedRepo({ creator, viewer, triager } = users): Promise<Ids> {
    // By ssh, as only such a repo has a deploy key, and its branches are not asked for.
    const { id } = await newRepo(creator, { remote_url: 'git@git.example.com:team/my-web-app.git' });
    for (const [user, role] of [
      [viewer, 'viewer'],
      [triager, 'triager'],
      [other, 'viewer'],
    ] as const) {
      const sharing = { body: { user_id: user.id, role } };
      const answer = await creator.ask('PUT', `/api/repos/${id}/members`, sharing);
      expect(answer.status).toBe(200);
    }
    const scanId = await insertScan(db, id, { status: 'ingesting' });
    const finding = await insertFinding(db, { id: scanId, repoId: id });
    const body = { path: 'tests/', reason: 'fixtures' };
    const { data } = await creator.ask('POST', `/api/repos/${id}/suppressions`, { body });
    await creator.ask('PUT', `/api/repos/${id}/webhook`, { body: { mode: 'manual' } });
    return { repo: id, scan: scanId, finding, suppression: String(data.id), member: other.id };
  }

  /** For reads and refusals. Its scan is over, so that its stream ends. */
  let forReads: Promise<Ids> | undefined;
  /** For changes that can be made again. */
  let forChanges: Promise<Ids> | undefined;

  async function endedRepo(): Promise<Ids> {
    const ids = await sharedRepo();
    await db.query(`UPDATE scans SET status = 'failed' WHERE id = $1`, [ids.scan]);
    return ids;
  }

  function repoFor({ scope, once }: Call, isAllowed: boolean): Promise<Ids> {
    if (!isAllowed || scope.endsWith(':read')) {
      forReads ??= endedRepo();
      return forReads;
    }
    if (once) return sharedRepo();
    forChanges ??= sharedRepo();
    return forChanges;
  }

  async function answerOf(who: Caller, call: Call, isAllowed: boolean): Promise<[number, unknown]> {
    const [path, body] = call.ask(await repoFor(call, isAllowed));
    const method = call.path.split(' ')[0] ?? '';
    const answer = await who.ask(method, path, body === undefined ? {} : { body });
    return [answer.status, answer.body.message];
  }

  async function expectRight(who: Who, as: Caller, call: Call): Promise<void> {
    const isAllowed = RIGHTS[who].includes(call.scope);
    const answer = await answerOf(as, call, isAllowed);
    if (isAllowed) expect(call.allowed ?? [200, 201, 202], `${who}: ${answer}`).toContain(answer[0]);
    else expect(answer, who).toEqual(NO_ACCESS);
  }

  return { users, sharedRepo, answerOf, expectRight };
}
