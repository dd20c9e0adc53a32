import { describe, expect, it } from 'vitest';
import { DomainError } from './errors';
import { newId } from './ids';
import { cutPage, keyset } from './keyset';

/** What a person is told of a refusal. */
function thrownBy(action: () => unknown) {
  try {
    action();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, field, message } = error;
    return { code, field, message };
  }
  return undefined;
}

describe('keyset', () => {
  it('gives 25 from the newest on where nothing is asked for', () => {
    expect(keyset({ limit: undefined, cursor: undefined })).toEqual({ limit: 25, before: undefined });
  });

  it.each([
    '',
    'abc',
    '!',
    '0',
    newId(),
    Buffer.from('abc').toString('base64url'),
    Buffer.from(`${newId()}x`).toString('base64url'),
    Buffer.from(newId().slice(0, 35)).toString('base64url'),
    Buffer.from("' OR 1=1 --").toString('base64url'),
    Buffer.from([0xff, 0xfe]).toString('base64url'),
    Buffer.from(newId()).toString('hex'),
  ])('refuses the cursor %j, which no list gave out', (cursor) => {
    const message = 'cursor must be a next_cursor that a list gave out';
    expect(thrownBy(() => keyset({ limit: 5, cursor }))).toEqual({
      code: 'invalid_input',
      field: 'cursor',
      message,
    });
  });
});

describe('pages', () => {
  /** Reads a list as a store does: newest first, from before an id, one more than the page. */
  function readAll(ids: string[], limit: number): string[][] {
    const pages: string[][] = [];
    for (let cursor: string | null | undefined; cursor !== null && pages.length <= ids.length; ) {
      const { before } = keyset({ limit, cursor });
      const rows = ids.filter((id) => before === undefined || id < before).slice(0, limit + 1);
      const page = cutPage(
        rows.map((id) => ({ id })),
        limit,
      );
      pages.push(page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    return pages;
  }

  it.each([
    [0, 3, [0]],
    [1, 3, [1]],
    [3, 3, [3]],
    [4, 3, [3, 1]],
    [7, 3, [3, 3, 1]],
    [6, 1, [1, 1, 1, 1, 1, 1]],
  ])('%i rows by %i come as pages of %j, each row once and in order', (count, limit, sizes) => {
    const ids = Array.from({ length: count }, newId).sort().reverse();
    const pages = readAll(ids, limit);
    expect(pages.map((page) => page.length)).toEqual(sizes);
    expect(pages.flat()).toEqual(ids);
  });

  it('a cursor can stand in a query string as it is', () => {
    const { nextCursor } = cutPage([{ id: newId() }, { id: newId() }], 1);
    expect(nextCursor).toMatch(/^[\w-]+$/);
  });
});
