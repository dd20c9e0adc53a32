import { expect, it } from 'vitest';
import { markup } from './markup';

it('escapes values, but not the markup around them', () => {
  const hostile = `<script>alert("1")</script>&'`;
  const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;';
  expect(markup`<p title="${hostile}">${hostile}</p>`.html).toBe(`<p title="${escaped}">${escaped}</p>`);
});

it('takes markup as it is, also in a list', () => {
  const items = ['a', '<'].map((text) => markup`<li>${text}</li>`);
  expect(markup`<ul>${items}</ul>${2}`.html).toBe('<ul><li>a</li><li>&lt;</li></ul>2');
});

it.each([
  ['a NUL', '\0', '\\u{0}'],
  ['an escape', '\x1b[31m', '\\u{1b}[31m'],
  ['a change of direction', '\u202egpj', '\\u{202e}gpj'],
  ['an invisible letter', 'a\u200bb', 'a\\u{200b}b'],
  ['a tag letter beyond the first plane', '\u{e0041}', '\\u{e0041}'],
  ['lines and tabs', 'a\n\tb', 'a\n\tb'],
  ['an emoji', '😀', '😀'],
])('shows %s as text', (_, text, shown) => {
  expect(markup`${text}`.html).toBe(shown);
});
