import { describe, expect, it } from 'vitest';
import { MASK } from './mask';
import type { Rule } from './rule';
import { createSecretScanner } from './scan';

const ABOUT = {
  provider: 'Acme',
  why: '',
  severity: 'high',
  confidence: 'high',
  revoke: '',
  revokeUrl: null,
  source: '',
  samples: { hit: [], clean: [] },
} as const;

const RULES: Rule[] = [
  {
    ...ABOUT,
    id: 'acme-token',
    name: 'token',
    keywords: ['acme_'],
    pattern: /(?<![a-z0-9_])acme_[A-Za-z0-9]{20}(?![A-Za-z0-9])/g,
    check: ({ secret }) => (secret.endsWith('Z') ? 'no' : undefined),
  },
  {
    ...ABOUT,
    id: 'generic-password',
    name: 'password',
    provider: 'generic',
    severity: 'medium',
    confidence: 'low',
    keywords: ['password', 'passwd'],
    pattern: /passw(?:or)?d\s{0,3}[=:]\s{0,3}"?(?<secret>[^\s"]{6,60})/gi,
    minEntropy: 2,
  },
  {
    ...ABOUT,
    id: 'acme-block',
    name: 'block',
    keywords: ['begin acme'],
    formats: ['text', 'yaml'],
    *find(text, positions) {
      for (const start of positions) {
        const end = text.indexOf('END ACME', start);
        if (end > start && end < start + 500) yield { start, end: end + 8, confidence: 'medium' };
      }
    },
  },
];

const scanner = createSecretScanner({ rules: RULES, digest: (id, secret) => `${id}:${secret.length}` });
const scan = (text: string | Uint8Array, path = 'config.txt') =>
  scanner.scan(typeof text === 'string' ? Buffer.from(text) : text, path);
const found = (text: string | Uint8Array, path?: string) =>
  scan(text, path).detections.map(({ ruleId, line, lineEnd }) => [ruleId, line, lineEnd]);

const TOKEN = 'acme_n4VbTk29QyRwZc8LmXs7';
const OTHER = 'acme_hW3pKd81VtBzUq60EfGa';

describe('a scan', () => {
  it('finds secrets, and reports everything except their values', () => {
    expect(scan(`a\ntoken = "${TOKEN}"\nb`)).toEqual({
      verdict: 'text',
      detections: [
        {
          ruleId: 'acme-token',
          severity: 'high',
          confidence: 'high',
          title: null,
          evidence: ['It has the form of a secret of Acme.'],
          identity: ':25',
          formerIdentities: ['acme-token:25'],
          group: ':25',
          // The lines' lengths without white space.
          anchors: ['anchor:33', 'anchor:1', 'anchor:1'],
          line: 2,
          lineEnd: 2,
          snippet: `a\ntoken = "acme${MASK}"\nb`,
          snippetLine: 1,
          allowed: null,
        },
      ],
    });
  });

  it('orders results by line, then by rule', () => {
    const text = `passwd = ${OTHER.slice(5)}\ntoken = ${OTHER}\n\nBEGIN ACME\nQ2x\nEND ACME\n${TOKEN}`;
    expect(found(text)).toEqual([
      ['generic-password', 1, 1],
      ['acme-token', 2, 2],
      ['acme-block', 4, 6],
      ['acme-token', 7, 7],
    ]);
  });

  it.each([
    ['where a rule of higher confidence found the same', `password = ${TOKEN}`, [['acme-token', 1, 1]]],
    ['for a placeholder', 'password = changeme', []],
    ['for too little entropy', 'password = qqwqqqwq', []],
    ['for a match that a check rejects', `${TOKEN.slice(0, -1)}Z`, []],
    ['for a secret that its line repeats', `${TOKEN} ${TOKEN}`, [['acme-token', 1, 1]]],
  ])('finds nothing more %s', (_, text, matches) => {
    expect(found(text)).toEqual(matches);
  });

  it('applies a rule of some formats only to these', () => {
    const text = 'BEGIN ACME\nQ2x9\nEND ACME';
    expect(found(text, 'a.yaml')).toHaveLength(1);
    expect(found(text, 'a.json')).toHaveLength(0);
  });

  it('scans UTF-16', () => {
    expect(found(Buffer.from(`\ufeffa\r\ntoken = ${TOKEN}`, 'utf16le'))).toEqual([['acme-token', 2, 2]]);
  });

  it.each([
    ['binary', Buffer.from(`\0\x01\x02${TOKEN}`)],
    ['empty', Buffer.alloc(0)],
    ['archive', Buffer.from(`PK\x03\x04${TOKEN}`)],
  ])('does not scan %s content', (verdict, content) => {
    expect(scan(content)).toEqual({ verdict, detections: [] });
  });

  it('applies a comment to its secret, and not to another location of it', () => {
    const allowed = `${TOKEN} # heimdall:allow revoked in May`;
    expect(scan(allowed).detections).toMatchObject([{ line: 1, allowed: 'revoked in May' }]);
    expect(scan(`${allowed}\n${TOKEN}`).detections).toMatchObject([
      { line: 1, allowed: 'revoked in May' },
      { line: 2, allowed: null },
    ]);
  });

  it('shows nothing of rejected candidates, or of secrets on other lines', () => {
    const refused = `${OTHER.slice(0, -1)}Z`;
    const [match] = scan(`${refused}\n${TOKEN}\npassword: Xk29dLq7`).detections;
    expect(match?.snippet).toBe(`acme${MASK}\nacme${MASK}\npassword: ${MASK}`);
  });
});

describe('in base64', () => {
  const encode = (text: string) => Buffer.from(text).toString('base64');

  it('secrets are found at the run, which is masked, with the same identity as outside', () => {
    const run = encode(`user = admin\npassword = ${OTHER.slice(5)}\ntoken = ${TOKEN}\n`);
    const result = scan(`a: 1\ndata: ${run}\nb: 2`);
    expect(result.detections.map(({ ruleId, line, identity }) => [ruleId, line, identity])).toEqual([
      ['acme-token', 2, ':25'],
      ['generic-password', 2, ':20'],
    ]);
    for (const { snippet } of result.detections) expect(snippet).toBe(`a: 1\ndata: ${MASK}\nb: 2`);
  });

  it('text is decoded twice, and no further', () => {
    const once = `a = ${encode(`token = ${TOKEN}, and more of that`)}`;
    expect(found(encode(once))).toEqual([['acme-token', 1, 1]]);
    expect(found(encode(`b = ${encode(once)}`))).toEqual([]);
  });

  it('a run that itself looks like a password is reported once', () => {
    expect(found(`password = ${encode(`a = 1\ntoken = ${TOKEN}`)}`)).toEqual([['acme-token', 1, 1]]);
  });
});

it('reports how far the search has come, also where no candidate is found', () => {
  const shares: number[] = [];
  const text = `${TOKEN}\npasswd \n`.repeat(20);
  scanner.scan(Buffer.from(text), 'a.txt', { report: (share) => shares.push(share) });
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(new Set(shares).size).toBeGreaterThan(10);
  expect(shares.at(-1)).toBe(0.75);
});
