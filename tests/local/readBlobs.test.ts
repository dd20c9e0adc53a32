import { repositoryAt, scratch } from '@tests/support/gitRepositories';
import { gitIn, importRepo, initBare, streamOf } from '@tests/support/hostileRepos';
import { afterAll, describe, expect, it } from 'vitest';
import type { BlobRead } from '@/git/batchParser';
import { readBlobs } from '@/git/blobs';

const room = scratch();
afterAll(room.remove);

const contents = ['', '\n', 'x', `${'0'.repeat(40)} blob 5\nhello\n`, '\0\xff\n', 'y'.repeat(200_000)];
const gitDir = room.in('blobs.git');
importRepo(
  gitDir,
  streamOf([
    { files: Object.fromEntries(contents.map((text, n) => [`f${n}`, Buffer.from(text, 'latin1')])) },
  ]),
);
const ids = contents.map((_, n) => gitIn(gitDir, ['rev-parse', `main:f${n}`]));
const unknown = 'f'.repeat(40);

async function read(wanted: Iterable<string> | AsyncIterable<string>, maxBytes = 1e6): Promise<BlobRead[]> {
  const all: BlobRead[] = [];
  for await (const blob of readBlobs(repositoryAt(gitDir), wanted, { maxBytes })) all.push(blob);
  return all;
}

describe('blobs', () => {
  it('are returned in the requested order, unchanged', async () => {
    const order = [...ids, ...ids.toReversed(), ids[0] ?? ''];
    const blobs = await read(order);
    expect(blobs.map(({ id }) => id)).toEqual(order);
    const texts = [...contents, ...contents.toReversed(), contents[0]];
    expect(blobs.map((blob) => blob.kind === 'whole' && blob.content.toString('latin1'))).toEqual(texts);
  });

  it('that are larger than the limit are returned as their first 8 KiB with their size', async () => {
    const blobs = await read(ids, 199_999);
    expect(blobs.map(({ kind }) => kind)).toEqual([...Array(5).fill('whole'), 'head']);
    expect(blobs[5]).toMatchObject({ size: 200_000, head: Buffer.alloc(8192, 'y') });
    expect((await read(ids, 200_000)).at(-1)?.kind).toBe('whole');
    expect((await read(ids.slice(2, 3), 0))[0]).toMatchObject({
      kind: 'head',
      size: 1,
      head: Buffer.from('x'),
    });
  });

  it('that are missing or not blobs are reported as missing, and the others are still returned', async () => {
    const tree = gitIn(gitDir, ['rev-parse', 'main^{tree}']);
    const blobs = await read([unknown, ids[2] ?? '', tree, ids[3] ?? '']);
    expect(blobs.map(({ kind, id }) => [kind, id])).toEqual([
      ['missing', unknown],
      ['whole', ids[2]],
      ['missing', tree],
      ['whole', ids[3]],
    ]);
  });

  it('are read from a slow source, and none from an empty one', async () => {
    async function* slowly() {
      for (const id of ids) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        yield id;
      }
    }
    expect((await read(slowly())).length).toBe(ids.length);
    expect(await read([])).toEqual([]);
  });

  it('an id that is not a full object name never reaches git', async () => {
    await expect(read([ids[0] ?? '', 'main:f1'])).rejects.toThrow('not a full object name');
  });

  it('of 100 MB are discarded while they are read', async () => {
    const large = room.in('large.git');
    initBare(large);
    const id = gitIn(
      large,
      ['-c', 'core.compression=0', 'hash-object', '-w', '--stdin'],
      Buffer.alloc(100e6, 'z'),
    );
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss - before);
    }, 5);
    for await (const blob of readBlobs(repositoryAt(large), [id, id, id], { maxBytes: 1e6 })) {
      expect(blob).toMatchObject({ kind: 'head', size: 100e6 });
    }
    clearInterval(watch);
    expect(most).toBeLessThan(60e6);
  });

  it('wait for their reader, and end when it stops or aborts', async () => {
    const many = Array.from({ length: 2000 }, () => ids[5] ?? '');
    const before = process.memoryUsage().arrayBuffers;
    let seen = 0;
    for await (const _ of readBlobs(repositoryAt(gitDir), many, { maxBytes: 1e6 })) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (++seen === 40) break;
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50e6);
    const control = new AbortController();
    const reason = new Error('cancelled');
    const repository = repositoryAt(gitDir, { signal: control.signal });
    const abort = async () => {
      for await (const _ of readBlobs(repository, many, { maxBytes: 1e6 })) control.abort(reason);
    };
    await expect(abort()).rejects.toBe(reason);
  });
});
