import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SkipReason } from '../coverage';
import { readDiskFile, walkFiles } from './diskFiles';

let root: string;
const at = (name: string) => Buffer.from(path.join(root, name));

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'heimdall-files-'));
  for (const name of ['b', 'a/.git', '.git', 'ignored'])
    mkdirSync(path.join(root, name), { recursive: true });
  for (const name of ['z', 'b/2', 'b/10', 'a/.git/config', '.git/HEAD', 'ignored/x', 'ü']) {
    writeFileSync(path.join(root, name), 'hello');
  }
  writeFileSync(Buffer.concat([at('b'), Buffer.from('/\xff', 'latin1')]), 'hello');
  symlinkSync('/etc', path.join(root, 'link'));
  execFileSync('mkfifo', [path.join(root, 'pipe')]);
});
afterAll(() => rmSync(root, { recursive: true }));

describe('the walk', () => {
  it('finds all files by name, except Git’s own, skipped ones, links and special files', () => {
    const skipped: [SkipReason, string][] = [];
    const walk = walkFiles(
      { path: '', rawPath: Buffer.from(root) },
      {
        skipReasonOf: (place) => (place === 'ignored/' ? 'git_ignored' : undefined),
        skipped: (reason, place) => skipped.push([reason, place]),
      },
    );
    expect([...walk].map((file) => file.path)).toEqual(['z', 'ü', 'b/10', 'b/2', 'b/\\xff']);
    expect(skipped).toEqual([
      ['git_ignored', 'ignored/'],
      ['symlink', 'link'],
      ['special', 'pipe'],
    ]);
  });

  it('reports a directory that can not be read, and continues', () => {
    const skipped: string[] = [];
    const tools = {
      skipReasonOf: () => undefined,
      skipped: (...skip: string[]) => skipped.push(skip.join(' ')),
    };
    expect([...walkFiles({ path: '', rawPath: at('missing') }, tools)]).toEqual([]);
    expect(skipped).toEqual(['unreadable ./']);
  });
});

describe('reading a file', () => {
  it('returns it whole, whatever bytes its name has', () => {
    const odd = Buffer.concat([at('b'), Buffer.from('/\xff', 'latin1')]);
    expect(readDiskFile(odd, 5)).toEqual({ kind: 'whole', size: 5, content: Buffer.from('hello') });
  });

  it('reads only the beginning of one that is too large', () => {
    truncateSync(path.join(root, 'z'), 1024 * 1024);
    expect(readDiskFile(at('z'), 100_000)).toMatchObject({ kind: 'head', size: 1024 * 1024 });
    const read = readDiskFile(at('z'), 100_000);
    expect(read.kind === 'head' && read.head.length).toBe(8192);
  });

  it.each([
    ['link', 'symlink'],
    ['pipe', 'special'],
    ['b', 'special'],
    ['nothing', 'missing'],
    ['z/below', 'unreadable'],
  ])('neither follows nor waits for %s: %s', (name, reason) => {
    expect(readDiskFile(at(name), 100)).toEqual({ kind: 'not read', reason });
  });
});
