import { describe, expect, it } from 'vitest';
import { DomainError } from './errors';
import { newId } from './ids';
import { cursorAfter, cutPage, cutSortedPage, keyset, sortedKeyset } from './keyset';

/** The visible parts of a DomainError. */
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
  it('returns the newest 25 by default', () => {
    expect(keyset({ limit: undefined, cursor: undefined }, 'scans')).toEqual({
      limit: 25,
      before: undefined,
    });
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
    cursorAfter({ id: newId(), key: 'a' }, 'scans'),
    cursorAfter({ id: newId(), key: '' }, 'tokens'),
    cursorAfter({ id: 'abc', key: '' }, 'scans'),
    `${ofScans()}x`,
    `${ofScans()}=`,
    ` ${ofScans()}`,
    ofScans().slice(0, -1),
    ofScans().replace(/.(?=.{20}$)/, (character) => (character === 'a' ? 'b' : 'a')),
  ])('refuses the cursor %j, which no list gave out', (cursor) => {
    const message = 'cursor must be a next_cursor that a list gave out';
    expect(thrownBy(() => keyset({ limit: 5, cursor }, 'scans'))).toEqual({
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
      const { before } = keyset({ limit, cursor }, 'scans');
      const rows = ids.filter((id) => before === undefined || id < before).slice(0, limit + 1);
      const page = cutPage(
        rows.map((id) => ({ id })),
        limit,
        'scans',
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

  it('a cursor needs no escaping in a query string', () => {
    const { nextCursor } = cutPage([{ id: newId() }, { id: newId() }], 1, 'scans');
    expect(nextCursor).toMatch(/^[\w-]+$/);
  });
});

describe('sorted pages', () => {
  const NAMES = ['', 'a', 'a b', ' a', 'ä🌱', 'a\u2028b', '"', 'name', '%', 'x'.repeat(255)];

  /** The cursor of a page that ends at a row. */
  function cursorAt(id: string, key: string, order: string): string {
    const rows = [
      { item: { id }, key },
      { item: { id: newId() }, key },
    ];
    const { items, nextCursor } = cutSortedPage(rows, 1, order);
    expect(items).toEqual([{ id }]);
    return String(nextCursor);
  }

  it.each(NAMES)('continue after the row of %j, whose whole key the cursor holds', (key) => {
    const id = newId();
    const cursor = cursorAt(id, key, 'name');
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(sortedKeyset({ limit: 7, cursor }, 'name')).toEqual({ limit: 7, after: { id, key } });
  });

  it('begin with 25 by default, and end with no cursor', () => {
    expect(sortedKeyset({ limit: undefined, cursor: undefined }, 'name')).toEqual({
      limit: 25,
      after: undefined,
    });
    expect(cutSortedPage([{ item: { id: newId() }, key: 'a' }], 1, 'name').nextCursor).toBeNull();
    expect(cutSortedPage([], 1, 'name')).toEqual({ items: [], nextCursor: null });
  });

  it.each([
    ['', 'name'],
    ['abc', 'name'],
    [Buffer.from(`name ${newId()} a`).toString('base64url'), 'name'],
    [cursorAfter({ id: 'abc', key: 'a' }, 'name'), 'name'],
    [cursorAfter({ id: newId(), key: 'a\u0000b' }, 'name'), 'name'],
    [cursorAfter({ id: newId(), key: 'a\nb' }, 'name'), 'name'],
    [cursorAfter({ id: newId(), key: '' }, 'oldest'), 'name'],
    [cursorAfter({ id: newId(), key: 'a' }, 'name'), 'oldest'],
  ])('refuse the cursor %j, which the order by %s did not give out', (cursor, order) => {
    const { code, field } = thrownBy(() => sortedKeyset({ limit: 5, cursor }, order)) ?? {};
    expect([code, field]).toEqual(['invalid_input', 'cursor']);
  });
});

function ofScans(): string {
  return cursorAfter({ id: newId(), key: '' }, 'scans');
}
