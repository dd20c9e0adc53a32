import { caller, newRepo, newUser, type TestUser, withToken } from '@tests/support/api';
import { refusal } from '@tests/support/refusal';
import { connectTo } from '@tests/support/rows';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cursorAfter } from '@/domain/keyset';

const server = sharedServer();
let db: pg.Client;
let user: TestUser;

beforeAll(async () => {
  db = await connectTo(server.database.url);
});
beforeEach(async () => {
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
});

const SORTS = ['newest', 'oldest', 'name'] as const;
type Sort = (typeof SORTS)[number];

/** In the order of creation. Equal names differ in a number at the end of the remote's. */
const NAMES = ['beta', 'Alpha', 'beta', 'alpha', 'BETA', '_x', 'Zebra'];
const BY_NAME = ['_x 5', 'Alpha 1', 'alpha 3', 'beta 0', 'beta 2', 'BETA 4', 'Zebra 6'];
const BY_AGE = NAMES.map((name, index) => `${name} ${index}`);
const EXPECTED: Record<Sort, string[]> = {
  newest: [...BY_AGE].reverse(),
  oldest: BY_AGE,
  name: BY_NAME,
};

async function makeSeven(): Promise<void> {
  for (const [index, name] of NAMES.entries()) {
    await newRepo(user, { name, remote_url: `https://git.example.com/r/${index}` });
  }
}

type Row = { id: string; name: string; remoteUrl: string | null };
const label = ({ name, remoteUrl }: Row) => `${name} ${remoteUrl?.split('/').at(-1)}`;

/** Reads a list page by page over tRPC, two rows at a time, doing something in between. */
async function readAll(sort: Sort | undefined, between: (page: Row[]) => Promise<unknown> = async () => {}) {
  const pages: string[][] = [];
  let cursor: string | null | undefined;
  do {
    const page = await user.trpc.repo.list.query({ sort, limit: 2, cursor });
    pages.push(page.items.map(label));
    cursor = page.nextCursor;
    await between(page.items);
  } while (cursor !== null && pages.length < 10);
  return pages;
}

describe('sort', () => {
  it.each(SORTS)('%s: seven repos by two, equal names and mixed cases too', async (sort) => {
    await makeSeven();
    const pages = await readAll(sort);
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 2, 1]);
    expect(pages.flat()).toEqual(EXPECTED[sort]);
  });

  it.each(SORTS)("%s continues at the same place when the cursor's row has been deleted", async (sort) => {
    await makeSeven();
    const pages = await readAll(sort, async (page) => {
      const last = page.at(-1);
      if (last) await user.trpc.repo.delete.mutate({ id: last.id });
    });
    expect(pages.flat()).toEqual(EXPECTED[sort]);
  });

  it('is newest if it is missing or null', async () => {
    await makeSeven();
    expect((await readAll(undefined)).flat()).toEqual(EXPECTED.newest);
    const first = await user.trpc.repo.list.query({ limit: 2 });
    expect(await user.trpc.repo.list.query({ limit: 2, sort: null })).toEqual(first);
    expect(await user.trpc.repo.list.query({ limit: 2, sort: 'newest' })).toEqual(first);
  });

  it('cursors hold the names of list and order, the id, and the key of the last row', async () => {
    await makeSeven();
    for (const [sort, key] of [
      ['newest', ''],
      ['oldest', ''],
      ['name', 'alpha'],
    ] as const) {
      const { items, nextCursor } = await user.trpc.repo.list.query({ sort, limit: 2 });
      const held = cursorAfter({ id: String(items.at(-1)?.id), key }, `repos-${sort}`);
      expect(nextCursor).toBe(held);
    }
  });

  it('name: a renamed repo changes its place', async () => {
    await makeSeven();
    const [first] = (await user.trpc.repo.list.query({ sort: 'name' })).items;
    await user.trpc.repo.update.mutate({ id: String(first?.id), name: 'zz' });
    expect((await readAll('name')).flat()).toEqual([...BY_NAME.slice(1), 'zz 5']);
  });

  it('returns the same fields of a repo as any other list', async () => {
    const { id } = await newRepo(user, { name: 'x', default_branch: 'main' });
    const repo = await user.trpc.repo.byId.query({ id });
    for (const sort of SORTS) expect((await user.trpc.repo.list.query({ sort })).items).toEqual([repo]);
  });

  it.each(SORTS)('%s refuses a cursor of another order, a changed one, and garbage', async (sort) => {
    await makeSeven();
    const cursors = await Promise.all(
      SORTS.filter((other) => other !== sort).map(
        async (other) => (await user.trpc.repo.list.query({ sort: other, limit: 2 })).nextCursor,
      ),
    );
    const garbage = cursorAfter({ id: 'nobody', key: '' }, `repos-${sort}`);
    const own = (await user.trpc.repo.list.query({ sort, limit: 2 })).nextCursor;
    for (const cursor of [...cursors, garbage, `${own}x`, `${own}=`, 'abc', '']) {
      expect(await refusal(user.trpc.repo.list.query({ sort, limit: 2, cursor }))).toMatchObject({
        message: 'cursor must be a next_cursor that a list gave out',
        httpStatus: 400,
        field: 'cursor',
      });
    }
  });
});

describe('filters', () => {
  /** One repo in each state. */
  async function makeEachState(): Promise<void> {
    for (const state of ['pending', 'found', 'empty', 'failed', 'none']) {
      const { id } = await newRepo(user, { name: `100% ${state}` });
      await db.query('UPDATE repos SET remote_state = $2::remote_state WHERE id = $1', [id, state]);
    }
  }

  it.each(SORTS)('state and q combine with the order by %s', async (sort) => {
    await makeEachState();
    const names = async (filter: object) =>
      (await user.trpc.repo.list.query({ sort, ...filter })).items.map(({ name }) => name);
    for (const state of ['pending', 'found', 'empty', 'failed', 'none']) {
      expect(await names({ state })).toEqual([`100% ${state}`]);
      expect(await names({ state, q: '0% F' })).toEqual(state[0] === 'f' ? [`100% ${state}`] : []);
    }
    expect((await names({ q: '0% F' })).sort()).toEqual(['100% failed', '100% found']);
    expect(await names({ q: '_' })).toEqual([]);
    expect(await names({ state: null, q: '' })).toHaveLength(5);
    expect(await names({ q: 'GIT.example' })).toHaveLength(5);
  });

  it('REST accepts both, and names what is wrong with them', async () => {
    await makeEachState();
    await newRepo(user, { name: 'Beta' });
    await newRepo(user, { name: 'alpha' });
    const ask = async (query: string) => {
      const { body, data } = await user.ask('GET', `/api/repos?${query}`);
      return Array.isArray(data.items) ? data.items.map(({ name }) => name) : body;
    };
    expect(await ask('sort=name&state=pending')).toEqual(['100% pending', 'alpha', 'Beta']);
    expect(await ask('sort=oldest&state=pending')).toEqual(['100% pending', 'Beta', 'alpha']);
    expect(await ask('sort=&state=found')).toEqual(['100% found']);
    const first = await user.ask('GET', '/api/repos?sort=name&state=pending&limit=2');
    const cursor = String(first.data.next_cursor);
    expect(await ask(`sort=name&state=pending&limit=2&cursor=${cursor}`)).toEqual(['Beta']);
    const fail = (message: string) => ({ success: false, code: 400, message });
    expect(await ask('sort=size')).toEqual(fail('sort must be one of newest, oldest, name'));
    expect(await ask('state=x')).toEqual(fail('state must be one of pending, found, empty, failed, none'));
    const foreign = fail('cursor must be a next_cursor that a list gave out');
    expect(await ask(`cursor=${cursor}`)).toEqual(foreign);
    expect(await ask(`sort=oldest&cursor=${cursor}`)).toEqual(foreign);
  });

  it('OpenAPI documents them', async () => {
    const { body } = await user.ask('GET', '/api/openapi.json');
    const { paths } = body as { paths: Record<string, { get: { parameters: { name: string }[] } }> };
    const names = paths['/api/repos']?.get.parameters.map(({ name }) => name);
    expect(names).toEqual(['limit', 'cursor', 'q', 'sort', 'state']);
  });

  it('shows nobody the repos of others, whatever the order', async () => {
    await makeSeven();
    const other = await newUser(server.url);
    for (const sort of SORTS) expect((await other.trpc.repo.list.query({ sort })).items).toEqual([]);
  });
});

describe('repo.summary', () => {
  it("counts the actor's live repos by state", async () => {
    const nothing = { pending: 0, found: 0, empty: 0, failed: 0, none: 0 };
    expect(await user.trpc.repo.summary.query()).toEqual({ total: 0, byState: nothing });
    await newRepo(await newUser(server.url));
    const made = [await newRepo(user), await newRepo(user), await newRepo(user)];
    await newRepo(user, { source_type: 'github', remote_url: null });
    await db.query(`UPDATE repos SET remote_state = 'found' WHERE id = $1`, [made[0]?.id]);
    await user.trpc.repo.delete.mutate({ id: String(made[1]?.id) });
    const byState = { ...nothing, pending: 1, found: 1, none: 1 };
    expect(await user.trpc.repo.summary.query()).toEqual({ total: 3, byState });
  });

  it('401, 403', async () => {
    expect(await refusal(caller(server.url).trpc.repo.summary.query())).toMatchObject({ httpStatus: 401 });
    const script = await withToken(server.url, user, ['scans:read']);
    const message = 'This token lacks the scope repos:read';
    expect(await refusal(script.trpc.repo.summary.query())).toMatchObject({ message, httpStatus: 403 });
  });
});

describe('repo.byIds', () => {
  it("returns the actor's own repos, and skips any others", async () => {
    const [mine, deleted] = [await newRepo(user), await newRepo(user)];
    const others = await newRepo(await newUser(server.url));
    await user.ask('DELETE', `/api/repos/${deleted.id}`);
    const ids = [mine.id, deleted.id, others.id, 'no-id-at-all'];
    const found = await user.trpc.repo.byIds.query({ ids });
    expect(found.map(({ id }) => id)).toEqual([mine.id]);
    expect(await user.trpc.repo.byIds.query({ ids: [] })).toEqual([]);
  });

  it('400 of more than a hundred', async () => {
    const ids = Array.from({ length: 101 }, () => 'x');
    expect(await refusal(user.trpc.repo.byIds.query({ ids }))).toMatchObject({
      message: 'ids must be at most 100',
      httpStatus: 400,
    });
  });
});
