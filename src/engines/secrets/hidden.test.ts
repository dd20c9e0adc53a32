import { describe, expect, it } from 'vitest';
import { mergeHidden, show } from './hidden';
import { MASK } from './mask';

const latin1 = (text: string) => Buffer.from(text).toString('latin1');

/** Shows a text whose spans between brackets are hidden. */
function shown(marked: string, keywords: string[] = []): string {
  const text = latin1(marked);
  const bare = text.replace(/[[\]]/g, '');
  const spans = [...text.matchAll(/\[([^[\]]*)\]/g)].map((found, index) => {
    const start = found.index - 2 * index;
    return { start, end: start + (found[1]?.length ?? 0), keywords };
  });
  return show(bare, mergeHidden(spans), { start: 0, end: bare.length });
}

describe('a shown text', () => {
  it.each([
    ['nothing hidden', 'a = b', 'a = b'],
    ['one mask in the middle', 'a = [secret];', `a = ${MASK};`],
    ['one mask for each separate span', '[one], [two]', `${MASK}, ${MASK}`],
    ['text of UTF-8', 'Schlüssel 🌱 = [geheim]', `Schlüssel 🌱 = ${MASK}`],
    ['replacements of control characters, except tabs', 'a\tb\x1b[x]\x00', `a\tb\ufffd${MASK}\ufffd`],
    ['replacements of bidirectional controls', 'a\u202eb\u2066', 'a\ufffdb\ufffd'],
  ])('has %s', (_, marked, expected) => {
    expect(shown(marked)).toBe(expected);
  });

  it('has the documented beginning of a secret', () => {
    expect(shown('a = [ghp_n4VbTk29QyRwZc8L]', ['ghp_'])).toBe(`a = ghp_${MASK}`);
  });

  it('has one mask for overlapping spans', () => {
    const hidden = mergeHidden([
      { start: 4, end: 9, keywords: [] },
      { start: 2, end: 5, keywords: [] },
      { start: 3, end: 4, keywords: [] },
    ]);
    expect(show('0123456789', hidden, { start: 0, end: 10 })).toBe(`01${MASK}9`);
  });

  it('has the documented beginning by the keywords of all spans that begin there', () => {
    const span = { start: 0, end: 25 };
    const hidden = mergeHidden([
      { ...span, keywords: ['token'] },
      { ...span, keywords: ['ghp_'] },
    ]);
    expect(show('ghp_n4VbTk29QyRwZc8LmXs7a', hidden, span)).toBe(`ghp_${MASK}`);
  });

  it('has nothing of a secret at its edges', () => {
    const hidden = mergeHidden([{ start: 0, end: 20, keywords: ['ghp_', 'vbt'] }]);
    const text = 'ghp_n4VbTk29QyRwZc8L.';
    expect(show(text, hidden, { start: 6, end: 21 })).toBe(`${MASK}.`);
    expect(show(text, hidden, { start: 6, end: 12 })).toBe(MASK);
  });

  it('has replacements for bytes that are not UTF-8', () => {
    expect(show('caf\xe9', [], { start: 0, end: 4 })).toBe('caf\ufffd');
  });
});
