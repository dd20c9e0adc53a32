import { describe, expect, it } from 'vitest';
import { MASK } from './mask';
import { snippetOf } from './snippet';
import { makeView } from './view';

const SECRET = 'n4VbTk29QyRwZc8L';

function snippet(written: string, secret = SECRET, others: string[] = []) {
  const text = Buffer.from(written).toString('latin1');
  const spanOf = (part: string) => {
    const start = text.indexOf(part);
    return { start, end: start + part.length, keywords: [] };
  };
  return snippetOf(makeView(text, [secret, ...others].map(spanOf), [secret]), spanOf(secret));
}

describe('a snippet', () => {
  it('has two lines before and after, and the number of the first', () => {
    expect(snippet(`1\n2\n3\n4 = ${SECRET}\n5\r\n6\n7`)).toEqual({
      snippet: `2\n3\n4 = ${MASK}\n5\n6`,
      snippetLine: 2,
    });
  });

  it('ends where the text does', () => {
    expect(snippet(`${SECRET}`)).toEqual({ snippet: MASK, snippetLine: 1 });
  });

  it('masks the other candidates around, and repetitions of the secret', () => {
    const text = `a = Zx81Qm\nb = ${SECRET}\nlogin("${SECRET}")`;
    expect(snippet(text, SECRET, ['Zx81Qm']).snippet).toBe(`a = ${MASK}\nb = ${MASK}\nlogin("${MASK}")`);
  });

  it('masks a repetition that is cut by the edge of the shown text', () => {
    const { snippet: shown } = snippet(`a = ${SECRET}\n${'.'.repeat(195)}${SECRET}`);
    expect(shown).not.toContain(SECRET.slice(0, 3));
    expect(shown.split('\n')[1]?.startsWith('.'.repeat(195))).toBe(true);
  });

  it('shows at most 200 characters of a line, around the secret', () => {
    const { snippet: shown } = snippet(`${'<'.repeat(5000)}\n${'ä'.repeat(500)}${SECRET}${'🌱'.repeat(500)}`);
    const [before = '', here = ''] = shown.split('\n');
    expect([...before]).toHaveLength(200);
    expect(before).toMatch(/^<{199}…$/);
    expect([...here].length).toBeLessThanOrEqual(200);
    expect(here).toMatch(new RegExp(`^…ä{30,}${MASK}🌱{30,}…$`, 'u'));
  });

  it('shows the first and the last line of a key, and nothing after it', () => {
    const [first, last] = ['-----BEGIN RSA PRIVATE KEY-----', '-----END RSA PRIVATE KEY-----'];
    const key = [first, ...Array.from({ length: 20 }, (_, row) => `${SECRET}${row}`), last].join('\n');
    expect(snippet(`a\n${key}\nb`, key)).toEqual({
      snippet: `a\n${first}\n${MASK}\n${last}`,
      snippetLine: 1,
    });
  });

  it('shows these lines where only the text between was found', () => {
    const [first, last] = ['-----BEGIN RSA PRIVATE KEY-----', '-----END RSA PRIVATE KEY-----'];
    const body = `\n${Array.from({ length: 20 }, (_, row) => `${SECRET}${row}`).join('\n')}\n`;
    expect(snippet(`a\n${first}${body}${last}\nb`, body).snippet).toBe(`a\n${first}\n${MASK}\n${last}`);
  });

  it('shows two masks for many lines that are not a key: for the first and for the others', () => {
    const block = Array.from({ length: 20 }, (_, row) => `${SECRET}${row}`).join('\n');
    expect(snippet(`a: |\n${block}\nb`, block).snippet).toBe(`a: |\n${MASK}\n${MASK}`);
  });

  it('shows a mask on each line of a secret on few lines', () => {
    expect(snippet('a\nb = "c\nd"\ne', 'c\nd').snippet).toBe(`a\nb = "${MASK}\n${MASK}"\ne`);
  });
});
