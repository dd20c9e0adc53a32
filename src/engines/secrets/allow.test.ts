import { describe, expect, it } from 'vitest';
import { allowedBy } from './allow';
import { MASK } from './mask';
import { makeView } from './view';

const SECRET = 'n4VbTk29QyRwZc8L';

function reasonOf(written: string): string | null {
  const text = Buffer.from(written.replaceAll('@', SECRET)).toString('latin1');
  const hidden = [...text.matchAll(new RegExp(SECRET, 'g'))].map(({ index }) => ({
    start: index,
    end: index + SECRET.length,
    keywords: [],
  }));
  const location = hidden[0];
  if (!location) throw new Error('no secret in the text');
  return allowedBy(makeView(text, hidden, []), location);
}

describe('a secret is allowed', () => {
  it.each([
    ['a = "@" # heimdall:allow revoked in May', 'revoked in May'],
    ["a = '@'; // heimdall:allow key of the sandbox", 'key of the sandbox'],
    ['a: "@" /* heimdall:allow of the docs */', 'of the docs'],
    ['<a b="@"/> <!-- heimdall:allow of the docs -->', 'of the docs'],
    ["insert into t values ('@'); -- heimdall:allow of the docs", 'of the docs'],
    ['a=@ ; Heimdall:Allow of the docs', 'of the docs'],
    ['a = @ # see below, heimdall:allow für Tests', 'für Tests'],
    ['a = @ # heimdall:allow: of the docs', 'of the docs'],
    ['  # heimdall:allow of the docs\n  a = @', 'of the docs'],
    ['// heimdall:allow of the docs\r\na = @', 'of the docs'],
    ['/**  heimdall:allow of the docs */\na = @', 'of the docs'],
    ['{/* heimdall:allow of the docs */}\na = @', 'of the docs'],
    ['a = @ # heimdall:allow this is @, of the docs', `this is ${MASK}, of the docs`],
  ])('by %j', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it.each([
    ['nothing', 'a = @'],
    ['a comment without a reason', 'a = @ # heimdall:allow'],
    ['a reason without a word', 'a = @ # heimdall:allow .'],
    ['a reason that is the secret', 'a = @ # heimdall:allow @'],
    ['the word outside a comment', 'a = @ heimdall:allow of the docs'],
    ['another word', 'a = @ # heimdall:allowed of the docs'],
    ['a comment after other text on the line above', 'b = 1 # heimdall:allow of the docs\na = @'],
    ['a comment two lines above', '# heimdall:allow of the docs\n\na = @'],
    ['a comment on the line below', 'a = @\n# heimdall:allow of the docs'],
  ])('not by %s', (_, text) => {
    expect(reasonOf(text)).toBeNull();
  });

  it('by a reason, of which 200 characters are kept', () => {
    expect(reasonOf(`a = @ # heimdall:allow ${'long '.repeat(100)}`)).toHaveLength(200);
  });
});
