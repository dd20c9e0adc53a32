import { describe, expect, it } from 'vitest';
import { code, link, plainTitle, prose } from './markdown';

/** What a reader sees, and what hosts look for in it. */
const seen = (markdown: string) => markdown.replace(/\\(.)/g, '$1');
const JOINER = '\u2060';

describe('prose', () => {
  it.each([
    ['**bold** _it_ `code`', '\\*\\*bold\\*\\* \\_it\\_ \\`code\\`'],
    ['<img src=x onerror=alert(1)>', '\\<img src\\=x onerror\\=alert\\(1\\)\\>'],
    ['[a](https://evil.test)', `\\[a\\]\\(https\\:${JOINER}\\/\\/evil\\.test\\)`],
    ['# heading\n- list\r\n> quote', `\\#${JOINER} heading \\- list \\> quote`],
    ['a | b', 'a \\| b'],
  ])('shows %j as it is', (text, markdown) => {
    expect(prose(text).replaceAll(`\\!${JOINER}`, '\\!')).toBe(markdown);
  });

  it.each([
    ['@everyone', /@\w/],
    ['a#12 and GH-12', /#\d|GH-\d/],
    ['!4 $5 %6 &7 ~bug ^alert#8', /[!$%&~^#]\w/],
    ['http://evil.test', /:\/\//],
    ['www.evil.test', /www\./],
    ['mailto:a@evil.test', /mailto:|@\w/],
    ['abcdef0123456789abcdef0123456789abcdef01', /\b[0-9a-f]{7}/],
    ['&lt;script&gt; &#64;me', /&\w|&#|@\w/],
  ])('mentions and links nothing in %j', (text, found) => {
    expect(text).toMatch(found);
    expect(seen(prose(text))).not.toMatch(found);
    expect(plainTitle(text, 200)).not.toMatch(found);
  });

  it('has no invisible characters of the text', () => {
    expect(prose('a\u202eb\u200bc\u0000d')).toBe('abc d');
  });
});

describe('code', () => {
  it.each([
    ['src/a.ts', '`src/a.ts`'],
    ['a`b``c', '``` a`b``c ```'],
    ['`', '`` ` ``'],
    ['a\n\n<!-- heimdall:group:x -->', '`a <!-- heimdall:group:x -->`'],
    ['', '` `'],
  ])('of %j', (text, markdown) => {
    expect(code(text)).toBe(markdown);
  });
});

it('an address can not end its link', () => {
  expect(link('a', 'https://x.test/a>b c\\(')).toBe('[a](<https://x.test/a%3Eb%20c%5C(>)');
});

it('a title is cut', () => {
  expect(plainTitle('abcdef'.repeat(10), 10)).toHaveLength(10);
});
