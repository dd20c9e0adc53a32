import { scratch } from '@tests/support/gitRepositories';
import { importRepo, streamOf, type TestFile } from '@tests/support/hostileRepos';
import { DEADLY, HANGING } from '@tests/support/plantedRules';
import { bundlePlanted } from '@tests/support/programs';
import { treeScan, untilEnded, watchedPool } from '@tests/support/scanPools';
import { lineWith, newSecret } from '@tests/support/scans';
import { afterAll, describe, expect, it } from 'vitest';
import { openResultCache } from '@/scan/resultCache';

const planted = await bundlePlanted();
const MAIN = planted.fileOf('plantedEngineProcess');
const room = scratch();
afterAll(() => {
  planted.remove();
  room.remove();
});

function makeRepo(name: string, files: Record<string, TestFile>) {
  const gitDir = room.in(`${name}.git`);
  return { gitDir, tip: importRepo(gitDir, streamOf([{ files }])) };
}

const nameOf = (n: number) => `f${String(n).padStart(5, '0')}.py`;
const files = (count: number, content: (n: number) => TestFile) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [nameOf(n), content(n)]));
const dump = () => Array.from({ length: 1_001 }, () => lineWith(newSecret())).join('');

type Options = NonNullable<Parameters<typeof treeScan>[2]>;

/** All steps of scanning a tree, and the limits that the scan met. */
async function stepsOf(repo: ReturnType<typeof makeRepo>, { processes = 1, ...options }: Options = {}) {
  const pool = watchedPool(processes, MAIN);
  const { steps, engines, coverage } = treeScan(pool, repo, { processes, ...options });
  const seen = [];
  for await (const step of steps()) seen.push(step);
  engines.stop();
  for (const { process: child } of pool.taken) child.kill('SIGKILL');
  return { seen, limits: coverage.report(true).limitsHit, used: new Set(pool.taken).size };
}

const skippedIn = ({ seen }: Awaited<ReturnType<typeof stepsOf>>) =>
  seen.flatMap((step) => ('file' in step && 'skipped' in step.outcome ? [step.outcome.skipped] : []));

describe('the files of a tree', () => {
  it('have the same results in the same order on one process and on three', async () => {
    const secrets = Array.from({ length: 10 }, newSecret);
    const repo = makeRepo('order', {
      ...files(1_300, (n) => (n % 7 === 0 ? lineWith(secrets[n % 10] ?? '') : `number = ${n}\n`)),
      'a.bin': Buffer.alloc(3_000, 0),
      'empty.py': '',
      link: { mode: '120000', content: 'f00001.py' },
      '.heimdallignore': 'f0001*\n',
    });
    const one = await stepsOf(repo);
    const three = await stepsOf(repo, { processes: 3 });
    expect(one.seen.filter((step) => 'file' in step)).toHaveLength(1_292);
    expect(three.seen).toEqual(one.seen);
    expect(three.limits).toEqual(one.limits);
    expect([one.used, three.used]).toEqual([1, 3]);
  });

  it('that are the same are analyzed once with a cache, and not at all by the next scan', async () => {
    const secret = newSecret();
    const repo = makeRepo(
      'same',
      files(600, (n) => (n < 300 ? lineWith(secret) : `${n}`)),
    );
    const open = () =>
      openResultCache(room.in('same.results'), {
        ...{ version: 'v', most: 10_000 },
        onFault: (error) => {
          throw error;
        },
      });
    const scans = [];
    for (const processes of [1, 3]) {
      const cache = await open();
      scans.push(await stepsOf(repo, { processes, cache }));
      await cache.close();
    }
    const [first, second] = scans.map(({ seen }) =>
      seen.flatMap((step) => ('file' in step && 'result' in step.outcome ? [step.outcome] : [])),
    );
    expect(first).toHaveLength(600);
    expect(first?.map(({ result }) => result)).toEqual(second?.map(({ result }) => result));
    expect(first?.filter(({ isReused }) => isReused)).toHaveLength(0);
    expect(second?.filter(({ isReused }) => isReused)).toHaveLength(600);
  });

  it.each([1, 2])('may hold more detections than wait at once, on %i processes', async (processes) => {
    const repo = makeRepo(
      `dumps${processes}`,
      files(1_100, (n) => (n < 6 ? dump() : `${n}`)),
    );
    const { seen } = await stepsOf(repo, { processes });
    const found = seen.flatMap((step) =>
      'file' in step && 'result' in step.outcome ? step.outcome.result.detections : [],
    );
    expect(seen.filter((step) => 'file' in step)).toHaveLength(1_100);
    expect(found).toHaveLength(6 * 1_001);
  });

  it.each([1, 3])('lose one where %i processes die of it again and again', async (processes) => {
    const repo = makeRepo(
      `deadly${processes}`,
      files(700, (n) => (n === 300 ? DEADLY : `${n}`)),
    );
    const scan = await stepsOf(repo, { processes });
    expect(scan.seen.filter((step) => 'file' in step)).toHaveLength(700);
    expect(skippedIn(scan)).toEqual(['engine_fault']);
    expect(scan.limits).toEqual([expect.stringContaining('The engine ended by itself')]);
  });
});

describe('processes that something else kills', () => {
  const kill = ({ taken }: ReturnType<typeof watchedPool>) => {
    const alive = taken.filter(({ process: child }) => child.exitCode === null && child.signalCode === null);
    for (const { process: child } of alive) process.kill(child.pid ?? 0, 'SIGKILL');
  };

  it('cost no file, even if all of them end at once', async () => {
    const pool = watchedPool(4, MAIN);
    const repo = makeRepo(
      'killed',
      files(1_700, (n) => `${n}`),
    );
    const { steps, engines, coverage } = treeScan(pool, repo, { processes: 4 });
    let left = 1;
    const seen = [];
    for await (const step of steps()) {
      seen.push(step);
      if ('file' in step && left-- === 1) kill(pool);
    }
    engines.stop();
    expect(seen.filter((step) => 'file' in step && 'result' in step.outcome)).toHaveLength(1_700);
    expect(seen.at(-1)).toEqual({ listed: { isComplete: true } });
    expect(coverage.report(true)).toMatchObject({ complete: true, limitsHit: [] });
  });

  it('cost no page of a listing', async () => {
    const pool = watchedPool(1, MAIN);
    const repo = makeRepo(
      'unlisted',
      files(2_200, (n) => `${n}`),
    );
    const { listing, engines } = treeScan(pool, repo);
    const { opened, pages } = await listing();
    expect(opened).toMatchObject({ total: { files: 2_200 }, limits: [] });
    for (const count of [2_000, 200]) {
      kill(pool);
      expect((await pages.next()).value).toMatchObject({ steps: { length: count }, limits: [] });
    }
    engines.stop();
    expect(new Set(pool.taken).size).toBe(3);
  });
});

describe('a scan that ends early', () => {
  /** The files of the first chunk are quick. */
  const makeHanging = (name: string) =>
    makeRepo(
      name,
      files(1_300, (n) => (n > 250 && n % 250 === 20 ? HANGING : `${n}`)),
    );

  it('ends its processes, also those in a content that would take long, and begins no other', async () => {
    const pool = watchedPool(3, MAIN);
    const { steps, engines } = treeScan(pool, makeHanging('early'), { processes: 3 });
    for await (const step of steps()) if ('file' in step) break;
    const taken = pool.taken.length;
    engines.stop();
    await untilEnded(pool);
    expect(pool.taken).toHaveLength(taken);
    expect(pool.taken.every(({ process: child }) => child.killed)).toBe(true);
    // Those processes do not count any more.
    expect([pool.hasRoom(), pool.isCrowded()]).toEqual([true, false]);
    await expect(engines.run(async () => 'more')).resolves.toBe('more');
  });

  it('throws the reason of its signal, and ends its processes', async () => {
    const pool = watchedPool(3, MAIN);
    const { steps, engines, ending } = treeScan(pool, makeHanging('cancelled'), { processes: 3 });
    const reason = new Error('cancelled');
    const scan = async () => {
      for await (const step of steps()) if ('file' in step) ending.abort(reason);
    };
    await expect(scan()).rejects.toBe(reason);
    engines.stop();
    await untilEnded(pool);
    expect(pool.taken.every(({ process: child }) => child.killed)).toBe(true);
  });
});
