import { expect, it } from 'vitest';
import { isId } from '@/domain/ids';
import { contentIdOf } from './contentIds';

const BLOB = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';

const idOf = (path: string, key = 'key', blobId = BLOB) => contentIdOf(blobId, { path, size: 1 }, key);

it('depends on the blob and the kind of file, and not on the name', () => {
  const id = idOf('src/a.ts');
  expect(isId(id)).toBe(true);
  expect(idOf('src/b.ts')).toBe(id);
  expect(idOf('.npmrc')).not.toBe(id);
  expect(idOf('src/a.ts', 'key', BLOB.replace('e', 'f'))).not.toBe(id);
  expect(idOf('src/a.ts', 'another key')).not.toBe(id);
});
