import { expect, it } from 'vitest';
import { isId } from '@/domain/ids';
import { contentIdOf } from './contentIds';

const BLOB = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';

it('depends on the blob and the kind of file, and not on the name', () => {
  const id = contentIdOf(BLOB, 'src/a.ts', 'key');
  expect(isId(id)).toBe(true);
  expect(contentIdOf(BLOB, 'src/b.ts', 'key')).toBe(id);
  expect(contentIdOf(BLOB, '.npmrc', 'key')).not.toBe(id);
  expect(contentIdOf(BLOB.replace('e', 'f'), 'src/a.ts', 'key')).not.toBe(id);
  expect(contentIdOf(BLOB, 'src/a.ts', 'another key')).not.toBe(id);
});
