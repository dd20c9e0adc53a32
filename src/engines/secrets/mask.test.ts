import { describe, expect, it } from 'vitest';
import { MASK, mask } from './mask';

const FIRST = '-----BEGIN EC PRIVATE KEY-----';
const LAST = '-----END EC PRIVATE KEY-----';

describe('a mask', () => {
  it.each([
    ['the documented beginning', 'ghp_n4VbTk29QyRwZc8L', ['ghp_'], `ghp_${MASK}`],
    ['that in its own case', 'AKIAQ7X3MZP4TGJ2WVLB', ['akia'], `AKIA${MASK}`],
    ['4 characters of a longer one', 'sk-ant-api03-n4VbTk29QyRw', ['sk-ant-api03-'], `sk-a${MASK}`],
    ['a quarter of a short secret', 'ghp_n4Vb', ['ghp_'], `gh${MASK}`],
    ['nothing of a secret without one', 'n4VbTk29QyRwZc8L', ['asana', 'key'], MASK],
    ['nothing of a secret that holds one further on', 'n4Vbghp_Tk29', ['ghp_'], MASK],
    ['nothing of nothing', '', ['ghp_'], MASK],
    ['the lines around a key', `${FIRST}\nMHcCAQ==\n${LAST}`, ['private key'], FIRST + MASK + LAST],
    ['the first line of a key, which hides nothing', FIRST, [], FIRST],
    ['the last line of a key, which hides nothing', LAST, [], LAST],
    ['the first line of a key without an end', `${FIRST}MHcCAQ`, [], FIRST + MASK],
  ])('shows %s', (_, secret, keywords, shown) => {
    expect(mask(secret, keywords)).toBe(shown);
  });

  it('does not reveal the length of the hidden text', () => {
    expect(mask('a'.repeat(12), [])).toBe(mask('b'.repeat(500), []));
  });
});
