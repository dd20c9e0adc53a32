import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { osvOf } from '@tests/support/osvDocuments';
import { zipOf } from '@tests/support/zips';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Item } from './item';
import { readSource } from './readSource';

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'heimdall-sources-'));
});
afterAll(() => rmSync(root, { recursive: true }));

let made = 0;

/** Writes files, or one of them, and reads them as a source. */
async function read(
  files: Record<string, string | Buffer> | string | Buffer,
  name = 'file',
): Promise<Item[]> {
  made += 1;
  const place = path.join(root, String(made));
  mkdirSync(place);
  const isOne = typeof files === 'string' || Buffer.isBuffer(files);
  for (const [file, content] of Object.entries(isOne ? { [name]: files } : files)) {
    mkdirSync(path.dirname(path.join(place, file)), { recursive: true });
    writeFileSync(path.join(place, file), content);
  }
  return collect(isOne ? path.join(place, name) : place);
}

async function collect(source: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of readSource(source)) items.push(item);
  return items;
}

/** The ids of advisories, the problems, and the other types but those about the source. */
function words(items: readonly Item[]): string[] {
  return items
    .filter(({ type }) => type !== 'dated' && type !== 'whole')
    .map((item) => {
      if (item.type === 'advisory') return item.advisory.id;
      return item.type === 'bad' ? `${item.name} ${item.problem}` : JSON.stringify(item);
    })
    .sort();
}

const json = (value: unknown) => JSON.stringify(value, null, 1);
const [A, B] = [osvOf('GHSA-a', 'left'), osvOf('GHSA-b', 'right')];
const NO_ADVISORY = "is no advisory in OSV's schema: it has no valid id";

describe('of JSON', () => {
  it.each([
    ['one document', json(A), ['GHSA-a']],
    ['a list', json([A, B]), ['GHSA-a', 'GHSA-b']],
    ['one a line', `${JSON.stringify(A)}\n${JSON.stringify(B)}\n`, ['GHSA-a', 'GHSA-b']],
    ['an answer of the API', json({ vulns: [A, B] }), ['GHSA-a', 'GHSA-b']],
    ['a list with a bad one', json([A, { id: 7 }]), ['GHSA-a', `file, document 2 ${NO_ADVISORY}`]],
    ['texts that look like ends', json([{ ...A, details: '}]"\\' }, B]), ['GHSA-a', 'GHSA-b']],
    ['a byte order mark', `\ufeff${json([A])}`, ['GHSA-a']],
  ])('reads %s, plain and packed', async (_, text, expected) => {
    expect(words(await read(text))).toEqual(expected);
    expect(words(await read(gzipSync(text)))).toEqual(expected);
  });

  it('names what is not closed, and what is too large', async () => {
    expect(words(await read(json(A).slice(0, -5)))).toEqual([
      expect.stringMatching(/^file is not valid JSON: /),
    ]);
    const huge = json([{ ...A, details: 'x'.repeat(17 * 1024 * 1024) }, B]);
    expect(words(await read(huge))).toEqual(['GHSA-b', 'file is larger than 16 MiB']);
  });

  it('reads the catalogue of exploited vulnerabilities', async () => {
    const kev = { catalogVersion: '1', vulnerabilities: [{ cveID: 'CVE-2021-44228' }, { cveID: 'x' }, null] };
    expect(words(await read(json(kev)))).toEqual(['{"type":"exploited","cves":["CVE-2021-44228"]}']);
  });
});

it('reads EPSS scores, and names lines that are none', async () => {
  const csv =
    '#model_version:v2026,score_date:2026-01-01\ncve,epss,percentile\nCVE-2021-44228,0.97,0.99\nCVE-1,2\n';
  const scores = '{"type":"epss","scores":[{"cve":"CVE-2021-44228","epss":0.97}]}';
  const expected = ['file, line 4 is no CVE with a probability from 0 to 1', scores];
  expect(words(await read(csv))).toEqual(expected);
  expect(words(await read(gzipSync(csv)))).toEqual(expected);
});

it.each([
  ['nothing', ''],
  ['an image', '\x89PNG'],
  ['a list without objects', '[1, 2]'],
  ['a cut archive', zipOf([{ name: 'a.json', content: json(A) }]).subarray(0, -30)],
  ['a cut gzip file', gzipSync('x'.repeat(100_000)).subarray(0, 40)],
])('refuses %s', async (_, content) => {
  await expect(read(content)).rejects.toThrow(/^It (?:is no|has no|is not)/);
});

describe('of archives', () => {
  it('reads all documents, and says how old they are', async () => {
    const at = new Date(2026, 2, 4);
    const items = await read(
      zipOf([
        { name: 'GHSA-a.json', content: json(A) },
        { name: 'deep/GHSA-b.json', content: json(B), at },
        { name: 'README.txt', content: 'no advisory' },
      ]),
    );
    expect(words(items)).toEqual(['GHSA-a', 'GHSA-b']);
    expect(items.at(-1)).toEqual({ type: 'dated', at });
  });

  it.each([
    ['a wrong checksum', { crc: 7 }, 'bad.json is damaged: its checksum is wrong'],
    [
      'more bytes than it says',
      { says: 10 },
      expect.stringMatching(/^bad\.json can't be unpacked: too many bytes/),
    ],
    [
      'fewer bytes than it says',
      { says: 9_999 },
      expect.stringMatching(/^bad\.json can't be unpacked: not enough bytes/),
    ],
    ['a huge size', { says: 20_000_000 }, 'bad.json is larger than 16 MiB'],
    ['no JSON', { content: '{' }, expect.stringMatching(/^bad\.json can't be read: /)],
    [
      'no UTF-8',
      { content: Buffer.from('{"id":"\xff"}', 'latin1') },
      expect.stringMatching(/^bad\.json can't be read/),
    ],
  ])('names an entry with %s, and reads the others', async (_, more, expected) => {
    const bad = { name: 'bad.json', content: json(B), ...more };
    const items = await read(zipOf([bad, { name: 'a.json', content: json(A) }]));
    expect(words(items)).toEqual(['GHSA-a', expected]);
  });

  it('reads no archive within an archive', async () => {
    const inner = zipOf([{ name: 'b.json', content: json(B) }]);
    const items = await read(
      zipOf([
        { name: 'inner.zip', content: inner },
        { name: 'a.json', content: json(A) },
      ]),
    );
    expect(words(items)).toEqual(['GHSA-a', 'inner.zip is an archive within an archive, which is not read']);
  });

  it.each([
    ['names that lead out of it', [{ name: '../../etc/a.json', content: json(A) }], /invalid relative path/],
    ['absolute names', [{ name: '/etc/a.json', content: json(A) }], /absolute path/],
    [
      'a bomb',
      Array.from({ length: 9 }, (_, at) => ({ name: `${at}.json`, content: Buffer.alloc(15_000_000, ' ') })),
      /unpacks to more than 200 times its size/,
    ],
    [
      'nothing but other documents',
      Array.from({ length: 1_100 }, (_, at) => ({ name: `${at}.json`, content: '{}' })),
      /None of its first 1000 documents is an advisory/,
    ],
  ])('refuses %s', async (_, entries, message) => {
    await expect(read(zipOf(entries))).rejects.toThrow(message);
  });
});

describe('of directories', () => {
  const yaml = `id: PYSEC-2026-1
modified: 2026-01-02T03:04:05Z
affected:
- package: {ecosystem: PyPI, name: Flask}
  versions: [1.10, "2.0"]
`;
  const rust =
    '```toml\n[advisory]\nid = "RUSTSEC-2026-0001"\npackage = "time"\ndate = "2026-01-02"\n\n[versions]\npatched = [">= 1.2"]\n```\n\n# A title\n\nWords.\n';

  it('reads each public repository, and says that it is whole', async () => {
    const cases: [Record<string, string>, string[]][] = [
      [{ 'vulns/flask/PYSEC-2026-1.yaml': yaml, 'triage/x.yaml': 'a: 1' }, ['PYSEC-2026-1', 'PYSEC']],
      [{ 'crates/time/RUSTSEC-2026-0001.md': rust, 'README.md': 'x' }, ['RUSTSEC-2026-0001', 'RUSTSEC']],
      [
        { 'data/osv/GO-2026-1.json': json(osvOf('GO-2026-1', 'x')), 'data/cve/v5/x.json': '{}' },
        ['GO-2026-1', 'GO'],
      ],
      [
        { 'advisories/github-reviewed/2026/01/GHSA-a/GHSA-a.json': json(A), 'advisories/x.json': '{}' },
        ['GHSA-a', 'GHSA'],
      ],
    ];
    for (const [files, [id = '', prefix = '']] of cases) {
      expect(words(await read(files))).toEqual([id, JSON.stringify({ type: 'complete', prefix })]);
    }
  });

  it('keeps versions as they are written', async () => {
    const [item] = await read({ 'vulns/flask/PYSEC-2026-1.yaml': yaml });
    expect(item).toMatchObject({ advisory: { affected: [{ name: 'Flask', versions: ['1.10', '2.0'] }] } });
  });

  it('is not whole with a document that can not be read', async () => {
    const bomb = 'a: &a [1]\nb: [*a, *a]\n';
    expect(words(await read({ 'vulns/a/PYSEC-1.yaml': bomb, 'vulns/b/PYSEC-2026-1.yaml': yaml }))).toEqual([
      'PYSEC-2026-1',
      expect.stringMatching(/^vulns\/a\/PYSEC-1\.yaml can't be read: /),
    ]);
  });

  it('reads what lies in any other directory, and passes over what is no advisory', async () => {
    const items = await read({
      'a.json': json(A),
      'sub/b.zip': zipOf([{ name: 'b.json', content: json(B) }]),
      'broken.zip': 'PK no zip',
      'notes.txt': 'no',
      '.git/c.json': json(A),
    });
    expect(words(items)).toEqual(['GHSA-a', 'GHSA-b', expect.stringMatching(/^broken\.zip can't be read: /)]);
  });

  it('is as old as its newest file, or as the last fetch of its checkout', async () => {
    const place = path.join(root, 'checkout');
    mkdirSync(path.join(place, '.git'), { recursive: true });
    writeFileSync(path.join(place, 'a.json'), json(A));
    utimesSync(path.join(place, 'a.json'), 1_000_000, 1_000_000);
    expect(await collect(place)).toContainEqual({ type: 'dated', at: new Date(1_000_000_000) });
    writeFileSync(path.join(place, '.git/FETCH_HEAD'), '');
    utimesSync(path.join(place, '.git/FETCH_HEAD'), 2_000_000, 2_000_000);
    expect(await collect(place)).toContainEqual({ type: 'dated', at: new Date(2_000_000_000) });
  });
});
