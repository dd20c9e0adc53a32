import { describe, expect, it } from 'vitest';
import { EXCEPTION_FILE_BYTES } from './exceptionFile';
import { readExceptions } from './readExceptions';

const read = (text: string) => readExceptions(Buffer.from(text));
/** Reads a list of one entry. */
const entry = (fields: string) => read(`exceptions:\n  - {${fields}}\n`);

describe('readExceptions', () => {
  it('reads entries as they are written', () => {
    const text = `# why
exceptions:
  - advisory: ghsa-35jh-r3h4-6jhm
    path: web/
    reason: >
      No template of a user
      is ever compiled.
    until: 2027-01-31
  - package: "@babel/traverse"
    ecosystem: NPM
    reason: Only at build time
`;
    expect(read(text)).toEqual({
      problems: [],
      exceptions: [
        {
          ...{ number: 1, advisory: 'ghsa-35jh-r3h4-6jhm', package: null, ecosystem: null, path: 'web/' },
          ...{ reason: 'No template of a user is ever compiled.', until: '2027-01-31' },
        },
        {
          ...{ number: 2, advisory: null, package: '@babel/traverse', ecosystem: 'npm', path: null },
          ...{ reason: 'Only at build time', until: null },
        },
      ],
    });
  });

  it('says nothing of a file that is not there', () => {
    expect(read('')).toEqual({ exceptions: [], problems: [] });
  });

  it.each([
    ['path: web/, reason: r', 'names neither an advisory nor a package'],
    ['advisory: CVE-1', 'has no reason'],
    ['advisory: CVE-1, reason: " "', 'has no text as reason'],
    ['advisory: CVE-1, reason: [r]', 'has no text as reason'],
    ['advisory: [CVE-1, CVE-2], reason: r', 'has no text as advisory'],
    ['advisory: CVE-*, reason: r', 'no identifier'],
    ['package: lodash@4.17.11, reason: r', 'a pattern or a version'],
    ['package: lodash*, reason: r', 'a pattern or a version'],
    ['package: lodash, ecosystem: nodejs, reason: r', 'unknown ecosystem "nodejs"'],
    ['package: lodash, path: "!web", reason: r', 'begins with ! or #'],
    ['package: lodash, reason: r, untl: 2027-01-31', 'a field "untl"'],
    ['package: lodash, reason: r, until: 2027-02-31', 'no date'],
    ['package: lodash, reason: r, until: soon', 'no date'],
    ['package: lodash, reason: r, __proto__: {until: 2027-01-31}', 'a field "__proto__"'],
    ['package: lodash, reason: r, constructor: x', 'a field "constructor"'],
    ['package: lodash, reason: "r\\0"', 'control characters in reason'],
    ['package: lodash, reason: "r\\uD800"', 'control characters in reason'],
    [`package: lodash, reason: ${'r'.repeat(1_001)}`, 'more than 1000 characters as reason'],
  ])('applies nothing of { %s } and says why', (fields, problem) => {
    const { exceptions, problems } = entry(fields);
    expect(exceptions).toEqual([]);
    expect(problems).toEqual([expect.stringContaining(`.heimdall.yml: exception 1 `)]);
    expect(problems[0]).toContain(problem);
  });

  it('applies the entries beside a bad one', () => {
    const { exceptions, problems } = read(
      'exceptions:\n- nothing\n- {advisory: CVE-1, reason: r}\n- {package: a}\n',
    );
    expect(exceptions.map(({ number }) => number)).toEqual([2]);
    expect(problems).toHaveLength(2);
  });

  it.each([
    ['no YAML', 'exceptions: [', 'is not valid YAML'],
    ['no table', '- a', 'has no exceptions'],
    ['another key', 'exception: []', 'has no exceptions'],
    ['no list', 'exceptions: {a: b}', 'are no list'],
    ['a key twice', 'exceptions: []\nexceptions: []', 'duplicated mapping key'],
    [
      'a key of an entry twice',
      'exceptions:\n- {package: a, package: b, reason: r}',
      'duplicated mapping key',
    ],
    ['an alias', 'exceptions:\n- &a {package: a, reason: r}\n- *a', 'aliases'],
    ['a tag', 'exceptions:\n- !!js/function {package: a}', 'tag'],
    ['levels', `exceptions: ${'['.repeat(100_000)}`, 'nesting'],
    ['prototype', '__proto__: {exceptions: [{package: a, reason: r}]}', 'has no exceptions'],
    ['two documents', 'exceptions: []\n---\nexceptions: []', 'single document'],
  ])('applies nothing of a file with %s', (_, text, problem) => {
    const { exceptions, problems } = read(text);
    expect(exceptions).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/^\.heimdall\.yml /)]);
    expect(problems[0]).toContain(problem);
  });

  it('applies nothing of bytes that are no text, or of a file that is too large or unreadable', () => {
    const large = Buffer.from(`exceptions: []\n${'#'.repeat(EXCEPTION_FILE_BYTES)}`);
    for (const content of [Buffer.from([0xff, 0xfe]), large, 'too large', 'unreadable'] as const) {
      const { exceptions, problems } = readExceptions(content);
      expect(exceptions).toEqual([]);
      expect(problems).toEqual([expect.stringContaining('none of its exceptions was applied')]);
    }
  });

  it('applies the first thousand, and names ten bad ones', () => {
    const many = (one: string) => read(`exceptions:\n${`- ${one}\n`.repeat(1_002)}`);
    const good = many('{package: a, reason: r}');
    expect(good.exceptions).toHaveLength(1_000);
    expect(good.problems).toEqual(['.heimdall.yml: exceptions after the first 1000 were not applied.']);
    expect(many('{package: a}').problems).toHaveLength(12);
  });

  it.each([
    ['keys', Array.from({ length: 30_000 }, (_, n) => `k${n}: 1`).join('\n')],
    ['anchors', Array.from({ length: 25_000 }, (_, n) => `- &a${n} 1`).join('\n')],
    ['documents', '---\n'.repeat(65_000)],
    ['lines of text', `a: |\n${' x\n'.repeat(80_000)}`],
  ])('reads a hostile file of many %s in seconds', (_, text) => {
    const begun = performance.now();
    expect(read(text).exceptions).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
