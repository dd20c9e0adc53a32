import { describe, expect, it } from 'vitest';
import { show } from './hidden';
import { MASK } from './mask';
import { makeView } from './view';

/** The shown form of a line without candidates, where these values were found elsewhere. */
function shown(text: string, values: string[] = []): string {
  const all = { start: 0, end: text.length };
  return show(text, makeView(text, [], values).hiddenIn(all), all);
}

describe('a line in which no rule has found anything', () => {
  it.each([
    ['a value that was found elsewhere', 'see k4tze-Mond above', ['k4tze-Mond'], `see ${MASK} above`],
    ['a value in a longer word', 'x-hunter2x', ['hunter2'], `x-${MASK}x`],
    ['a generated value', 'id: q8Zt5kQw9xLp2mVb', [], `id: ${MASK}`],
    ['digits of few kinds', "provider :a, '33ddd97ccd8887d7e893'", [], `provider :a, '${MASK}'`],
    ['a line of a key', 'wQ7xK2/zB9+fLr4TmN8vYc1HdJ6gPa3s', [], MASK],
    [
      'the random part of an address',
      'https://acme.example/hooks/q8Zt5kQw9xLp2mVb',
      [],
      `https://acme.example/hooks/${MASK}`,
    ],
    ['a short token in a header', 'Authorization: Bearer summer24', [], `Authorization: Bearer ${MASK}`],
    ['a user in a URL', 'https://summer24@acme.example/', [], `https://${MASK}@acme.example/`],
    ['a value after a name', 'my_token=summer24', [], `my_token=${MASK}`],
  ])('hides %s', (_, text, values, expected) => {
    expect(shown(text, values)).toBe(expected);
  });

  it.each([
    ['import { createSecretScanner } from "./scanner/secrets/scan";', []],
    ['https://docs.acme.example/getting-started/authentication', []],
    ['the password is read by readPassword(user, token)', ['pass']],
    ['Authorization: Bearer your-personal-access-token', []],
    ['postgres://app@localhost:5432/shop', []],
  ])('shows %j', (text, values) => {
    expect(shown(text, values)).toBe(text);
  });
});
