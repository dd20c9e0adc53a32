import type { FileKind } from '../fileKind';
import type { Candidate, Rule } from '../rule';

/** How far from its type the private part of a key may be. */
const REACH = 3000;
const TYPE = /["']kty["']\s{0,8}:\s{0,8}["'](RSA|EC|OKP|oct)["']/iy;
const PRIVATE = /["'](d|k)["']\s{0,8}:\s{0,8}["']([A-Za-z0-9_-]{20,1400})={0,2}["']/g;

/** Private keys as JSON Web Keys. */
export const jwkRules: readonly Rule[] = [
  {
    id: 'json-web-key',
    name: 'Private JSON Web Key',
    provider: 'generic',
    why: 'Anyone with it can sign or decrypt as the key\u2019s owner, for example tokens that an application trusts.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Create a new key pair, and remove the old public key from the key sets that are published.',
    revokeUrl: null,
    source: 'https://www.rfc-editor.org/rfc/rfc7517',
    cwe: 'CWE-321',
    keywords: ['"kty"', "'kty'"],
    find,
    samples: {
      hit: [
        '{"kty":"EC","crv":"P-256","d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE","x":"1"}',
        '{"kty": "oct", "k": "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg", "alg": "HS256"}',
      ],
      clean: [
        '{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"}',
        '{"kty":"RSA","d":"...","n":"..."}',
      ],
    },
  },
];

function* find(text: string, positions: readonly number[]): Iterable<Candidate> {
  let past = 0;
  for (const position of positions) {
    TYPE.lastIndex = position;
    const type = TYPE.exec(text)?.[1];
    if (type === undefined) continue;
    const wanted = type === 'oct' ? 'k' : 'd';
    // One key is one object, so that the parts of others do not count.
    const from = Math.max(past, position - REACH, text.lastIndexOf('{', position));
    const near = text.slice(from, position + REACH);
    const end = near.indexOf('}');
    for (const { index, 0: whole, 1: part, 2: value = '' } of near
      .slice(0, end < 0 ? undefined : end)
      .matchAll(PRIVATE)) {
      if (part !== wanted) continue;
      const start = from + index + whole.indexOf(value, 4);
      past = start + value.length;
      yield { start, end: past, judge };
    }
  }
}

function judge({ role }: FileKind) {
  return role === 'product' ? 'high' : 'low';
}
