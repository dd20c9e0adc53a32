import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Detection } from '@/engines/engine';
import { ENGINES } from '@/engines/registry';
import type { FileAnalysis } from './analyzeFile';
import { contentKeyOf } from './chunks';
import { encodeLine } from './lineFile';
import { openResultCache, type ResultCache, removeResultCache } from './resultCache';

const scratch = mkdtempSync(path.join(tmpdir(), 'heimdall-results-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const BLOB = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';
const PLAIN: FileAnalysis = { verdict: 'text', detections: [] };
const BINARY: FileAnalysis = { verdict: 'binary', detections: [] };

let directory: string;
let file: string;
let faults: unknown[];
beforeEach(() => {
  directory = mkdtempSync(path.join(scratch, 'cache-'));
  file = path.join(directory, 'a.results');
  faults = [];
});

function openOne(version = 'one', most = 1_000): Promise<ResultCache> {
  return openResultCache(file, { version, most, onFault: (error) => faults.push(error) });
}

/** Runs one scan's use of the cache. */
async function using<T>(
  work: (cache: ResultCache) => Promise<T>,
  version?: string,
  most?: number,
): Promise<T> {
  const cache = await openOne(version, most);
  const result = await work(cache);
  await cache.close();
  return result;
}

const save = (results: Record<string, FileAnalysis>, version?: string, most?: number) =>
  using(
    async (cache) => {
      for (const [key, result] of Object.entries(results)) await cache.put(key, result);
    },
    version,
    most,
  );

const read = (keys: readonly string[], version?: string) =>
  using(async (cache) => {
    const results = [];
    for (const key of keys) results.push(await cache.get(key));
    return results;
  }, version);

function withDetections(count: number, fields: Partial<Detection> = {}): FileAnalysis {
  const detections = Array.from({ length: count }, (_, index) => ({
    ruleId: 'aws-access-key-id',
    severity: 'high' as const,
    confidence: 'low' as const,
    title: `secret ${index}`,
    evidence: ['It has the form of a key.'],
    identity: `identity ${index}`,
    group: `group ${index}`,
    anchors: ['above', 'line'],
    line: index + 1,
    lineEnd: index + 2,
    snippet: `key = "••••"\nline ${index}`,
    snippetLine: index,
    allowed: null,
    ...fields,
  }));
  return { verdict: 'text', detections };
}

/** Texts that a file of lines may break: all come from scanned files. */
const ODD = withDetections(3, {
  snippet: 'a\nb\r\n\u2028\0\u001b[31m \ud83d 💩 "\\',
  allowed: '\udc00 because\n',
});

it('has no results once it is closed, and reports no fault for being asked', async () => {
  const cache = await openOne();
  await cache.put('key', withDetections(1));
  await cache.close();
  expect(await cache.get('key')).toBeUndefined();
  await cache.put('other', withDetections(1));
  expect(faults).toEqual([]);
  expect(await read(['key', 'other'])).toEqual([withDetections(1), undefined]);
});

describe('results', () => {
  it('are read as they were put, by this scan and by the next', async () => {
    const results = { a: PLAIN, b: withDetections(2), c: BINARY, d: ODD, e: withDetections(1_001) };
    const keys = Object.keys(results);
    await using(async (cache) => {
      for (const [key, result] of Object.entries(results)) {
        await cache.put(key, result);
        expect(await cache.get(key)).toEqual(result);
      }
      expect(await cache.get('f')).toBeUndefined();
    });
    expect(await read([...keys, 'f'])).toEqual([...Object.values(results), undefined]);
    expect(await read(keys.reverse())).toEqual(Object.values(results).reverse());
    expect(faults).toEqual([]);
  });

  it('of a content that is put twice are the newer', async () => {
    await save({ a: PLAIN, b: ODD });
    await save({ a: ODD, b: PLAIN });
    expect(await read(['a', 'b'])).toEqual([ODD, PLAIN]);
  });

  it('without detections are as many as a scan puts, and take few lines', async () => {
    const keys = Array.from({ length: 2_500 }, (_, n) => `key ${n}`);
    const results = keys.map((key, n) => [key, n % 7 === 0 ? BINARY : PLAIN] as const);
    await save(Object.fromEntries(results), 'one', 5_000);
    const linesOf = () => readFileSync(file, 'utf8').trim().split('\n').length;
    expect(linesOf()).toBe(4);
    await using(
      async (cache) => {
        for (const [key, result] of results.slice(1)) expect(await cache.get(key)).toEqual(result);
        await cache.removeUnused();
      },
      'one',
      5_000,
    );
    expect(linesOf()).toBe(4);
    const known = await using((cache) => Promise.all(keys.map(cache.get)), 'one', 5_000);
    expect(known).toEqual([undefined, ...results.slice(1).map(([, result]) => result)]);
  });

  it('of another version are gone', async () => {
    await save({ a: ODD, b: PLAIN }, 'one');
    expect(await read(['a', 'b'], 'two')).toEqual([undefined, undefined]);
    await save({ a: BINARY }, 'two');
    expect(await read(['a', 'b'], 'two')).toEqual([BINARY, undefined]);
    expect(await read(['a'], 'one')).toEqual([undefined]);
  });

  it('can be read by their owner only', async () => {
    const mode = () => statSync(file).mode & 0o777;
    await save({ a: ODD, b: PLAIN });
    expect(mode()).toBe(0o600);
    await using(async (cache) => {
      await cache.get('a');
      await cache.removeUnused();
    });
    expect(mode()).toBe(0o600);
  });

  it('are no more than so many', async () => {
    await save({ a: ODD, b: PLAIN, c: PLAIN }, 'one', 2);
    expect(await read(['a', 'b', 'c'])).toEqual([ODD, PLAIN, undefined]);
    await save({}, 'one', 1);
    expect(await read(['a', 'b', 'c'])).toEqual([ODD, undefined, undefined]);
  });

  it('that a scan did not use are removed, and its own stay', async () => {
    await save({ a: PLAIN, b: ODD, c: PLAIN, d: withDetections(1_001) });
    const before = statSync(file).size;
    await using(async (cache) => {
      expect(await cache.get('b')).toEqual(ODD);
      expect(await cache.get('c')).toEqual(PLAIN);
      await cache.put('e', withDetections(2));
      await cache.put('f', BINARY);
      await cache.removeUnused();
    });
    expect(statSync(file).size).toBeLessThan(before);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(4);
    expect(readdirSync(directory)).toEqual(['a.results']);
    const expected = [undefined, ODD, PLAIN, undefined, withDetections(2), BINARY];
    expect(await read(['a', 'b', 'c', 'd', 'e', 'f'])).toEqual(expected);
  });

  it('stay where a scan ends before it has removed others', async () => {
    await save({ a: PLAIN, b: ODD });
    expect(await read(['a'])).toEqual([PLAIN]);
    expect(await read(['a', 'b'])).toEqual([PLAIN, ODD]);
  });

  it('go with all that is beside them', async () => {
    await save({ a: ODD });
    writeFileSync(`${file}.new`, 'of a killed worker');
    await removeResultCache(file);
    expect(readdirSync(directory)).toEqual([]);
    await removeResultCache(file);
  });
});

describe('a file', () => {
  const RESULTS = { a: PLAIN, b: ODD, c: BINARY, d: withDetections(4), e: PLAIN };

  it('that ends anywhere within a line holds the results before, and takes others', async () => {
    await save(RESULTS);
    const whole = readFileSync(file);
    const ends = [...whole.entries()].flatMap(([at, byte]) => (byte === 10 ? [at + 1] : []));
    // The first line is the version's. The verdicts share the last one.
    const lineOf = { a: 4, b: 2, c: 4, d: 3, e: 4 };
    expect(ends).toHaveLength(4);
    for (let cut = 0; cut < whole.length; cut += 29) {
      writeFileSync(file, whole.subarray(0, cut));
      const lines = ends.filter((end) => end <= cut).length;
      const known = Object.entries(RESULTS).map(([key, result]) =>
        lineOf[key as keyof typeof RESULTS] <= lines ? result : undefined,
      );
      expect(await read(Object.keys(RESULTS)), `${cut}`).toEqual(known);
      await save({ f: ODD });
      expect(await read([...Object.keys(RESULTS), 'f']), `${cut}`).toEqual([...known, ODD]);
    }
    expect(faults).toEqual([]);
  });

  it('with any one byte changed holds no wrong result', async () => {
    await save(RESULTS);
    const whole = readFileSync(file);
    for (let at = 0; at < whole.length; at += 23) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      writeFileSync(file, damaged);
      for (const [index, found] of (await read(Object.keys(RESULTS))).entries()) {
        if (found) expect(found, `${at}`).toEqual(Object.values(RESULTS)[index]);
      }
    }
    expect(faults).toEqual([]);
  });

  it('that is changed while a scan reads it holds no wrong result', async () => {
    await save(RESULTS);
    await using(async (cache) => {
      const text = readFileSync(file, 'latin1');
      writeFileSync(file, text.replace('identity 0', 'identity 7'), 'latin1');
      expect(await cache.get('b')).toBeUndefined();
      truncateSync(file, 10);
      expect(await cache.get('d')).toBeUndefined();
      expect(await cache.get('a')).toEqual(PLAIN);
      await cache.put('b', ODD);
    });
    expect(faults).toEqual([]);
  });

  it.each([
    ['of zeros', () => writeFileSync(file, Buffer.alloc(100_000))],
    [
      'of noise',
      () => writeFileSync(file, Buffer.from(Array.from({ length: 9_999 }, (_, n) => (n * n * 31) % 251))),
    ],
    ['of one line without an end', () => writeFileSync(file, Buffer.alloc(20_000_000, 'a'))],
    [
      'of other JSON',
      () => writeFileSync(file, '{"version":"one"}\n["00000000",{"verdicts":{"text":["a"]}}]\n'),
    ],
    ['that is a directory', () => mkdirSync(path.join(file, 'b'), { recursive: true })],
  ])('%s is replaced', async (_, damage) => {
    damage();
    expect(await read(['a'])).toEqual([undefined]);
    await save(RESULTS);
    expect(await read(Object.keys(RESULTS))).toEqual(Object.values(RESULTS));
    expect(faults).toEqual([]);
  });

  it('with a line of this version that is no result ends there', async () => {
    for (const value of [
      { key: 'b', verdict: 'nothing', detections: [] },
      { verdicts: { nothing: ['b'] } },
      { verdicts: { text: [1] } },
      { key: 'b', verdict: 'text', detections: [{}] },
      [],
    ]) {
      await save({ a: PLAIN });
      appendFileSync(file, encodeLine(value));
      appendFileSync(file, encodeLine({ verdicts: { text: ['c'] } }));
      expect(await read(['a', 'b', 'c'])).toEqual([PLAIN, undefined, undefined]);
    }
  });

  it('that cannot be made is a fault, but no error', async () => {
    file = path.join(directory, 'missing', 'a.results');
    await using(async (cache) => {
      await cache.put('a', ODD);
      expect(await cache.get('a')).toBeUndefined();
      await cache.removeUnused();
    });
    expect(faults).toHaveLength(1);
  });

  it('that cannot be written anew is a fault, but no error', async () => {
    await save(RESULTS);
    await using(async (cache) => {
      expect(await cache.get('b')).toEqual(ODD);
      rmSync(directory, { recursive: true });
      await cache.removeUnused();
      expect(await cache.get('a')).toEqual(PLAIN);
      expect(await cache.get('d')).toBeUndefined();
    });
    expect(faults).toHaveLength(1);
  });

  it.each([
    ['has been removed by another scan', true],
    ['another scan uses', false],
  ])('of a worker that was paused, which %s, gives that one no wrong result', async (_, isRemoved) => {
    await save(RESULTS);
    const paused = await openOne();
    await paused.put('f', withDetections(3));
    if (isRemoved) await removeResultCache(file);
    const next = await openOne();
    await next.put('g', withDetections(2));
    await paused.put('h', withDetections(5));
    await paused.removeUnused();
    await paused.close();
    await next.put('i', withDetections(6));
    const own = { g: withDetections(2), i: withDetections(6), b: ODD, f: undefined };
    for (const [key, result] of Object.entries(own)) {
      expect([result, undefined]).toContainEqual(await next.get(key));
    }
    await next.removeUnused();
    await next.close();
    const all = { ...RESULTS, ...own, f: withDetections(3), h: withDetections(5) };
    for (const [index, found] of (await read(Object.keys(all))).entries()) {
      expect([Object.values(all)[index], undefined]).toContainEqual(found);
    }
    expect(faults).toEqual([]);
  });
});

describe('the key of a content', () => {
  it('depends on the blob and the kind of file, and not on the name', () => {
    const keyOf = (name: string, blobId = BLOB) => contentKeyOf(blobId, { path: name, size: 1 }, ENGINES);
    expect(keyOf('src/b.ts')).toBe(keyOf('src/a.ts'));
    const others = [keyOf('.npmrc'), keyOf('test/a.ts'), keyOf('src/a.ts', BLOB.replace('e', 'f'))];
    expect(new Set([keyOf('src/a.ts'), ...others]).size).toBe(4);
  });
});
