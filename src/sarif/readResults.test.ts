import { packed, readSarif, resultAt, sarifOf } from '@tests/support/sarif';
import { describe, expect, it } from 'vitest';

const only = async (result: object, run: Record<string, unknown> = {}) => {
  const { results, problems } = await readSarif(sarifOf([result], run));
  expect(problems).toEqual([]);
  expect(results).toHaveLength(1);
  const [first] = results;
  if (!first) throw new Error('no result');
  return first;
};
const toolOf = (rules: object[], more: object = {}): Record<string, unknown> => ({
  tool: { driver: { name: 'Looker', rules, ...more } },
});

describe('a result', () => {
  it('has its place, texts and rule', async () => {
    const rule = {
      id: 'loose-end',
      shortDescription: { text: 'Loose end' },
      help: { text: 'Tie it.' },
      helpUri: 'https://example.com/loose',
    };
    expect(await only(resultAt('src/a.ts', 7), toolOf([rule], { version: '3.1' }))).toMatchObject({
      analysis: { tool: 'Looker', category: '' },
      ...{ ruleId: 'loose-end', title: 'Loose end', description: 'A loose end', path: 'src/a.ts' },
      ...{ line: 7, lineEnd: 7, severity: 'medium', confidence: 'medium', snippet: null, cwe: null },
      ...{ fixSummary: 'Tie it.', references: ['https://example.com/loose'], suppressed: null },
      ...{ evidence: ['Looker 3.1 reports it.'], flows: [], related: [] },
    });
  });

  it('finds its rule by index, by id, by a part of its id, and in an extension', async () => {
    const rules = [
      { id: 'a', shortDescription: { text: 'A' } },
      { id: 'b', shortDescription: { text: 'B' } },
    ];
    const extensions = [{ name: 'more', rules: [{ id: 'c', shortDescription: { text: 'C' } }] }];
    const run = { tool: { driver: { name: 'Looker', rules }, extensions } };
    const titled = async (fields: Record<string, unknown>) =>
      (await only(resultAt('a', 1, { ruleId: undefined, ...fields }), run)).title;
    expect(await titled({ ruleIndex: 1 })).toBe('B');
    expect(await titled({ ruleId: 'a' })).toBe('A');
    expect(await titled({ ruleId: 'b/deeper/still' })).toBe('B');
    expect(await titled({ rule: { index: 0, toolComponent: { index: 0 } } })).toBe('C');
    expect(await titled({ rule: { id: 'c', toolComponent: { name: 'more' } } })).toBe('C');
    expect((await only(resultAt('a', 1, { ruleId: 'b/deeper' }), run)).ruleId).toBe('b/deeper');
    expect((await only(resultAt('a', 1, { ruleId: undefined }), run)).ruleId).toBe('no-rule');
  });

  it.each([
    ['a score of the rule', {}, { properties: { 'security-severity': '9.1' } }, 'critical'],
    [
      'its own score',
      { properties: { 'security-severity': 4.2 } },
      { properties: { 'security-severity': '9' } },
      'medium',
    ],
    ['its level', { level: 'error' }, { defaultConfiguration: { level: 'note' } }, 'high'],
    ['the level of the rule', {}, { defaultConfiguration: { level: 'note' } }, 'low'],
    ['its rank', { rank: 75 }, {}, 'high'],
    ['none', {}, {}, 'medium'],
  ])('has a severity by %s', async (_, fields, rule, severity) => {
    const found = await only(resultAt('a', 1, fields), toolOf([{ id: 'loose-end', ...rule }]));
    expect(found.severity).toBe(severity);
  });

  it.each([
    ['a tag of the rule', {}, { properties: { tags: ['security', 'external/cwe/cwe-079'] } }],
    ['a tag as Semgrep writes it', {}, { properties: { tags: ['CWE-79: Cross-site scripting'] } }],
    ['a taxon', { taxa: [{ id: '79', toolComponent: { name: 'CWE' } }] }, {}],
    ['a relationship', {}, { relationships: [{ target: { index: 0, toolComponent: { index: 0 } } }] }],
  ])('has a weakness by %s', async (_, fields, rule) => {
    const taxonomies = [{ name: 'CWE', taxa: [{ id: '79' }] }];
    const run = { ...toolOf([{ id: 'loose-end', ...rule }]), taxonomies };
    expect((await only(resultAt('a', 1, fields), run)).cwe).toBe('CWE-79');
  });

  it('has the message of its rule, with arguments and without links', async () => {
    const rules = [{ id: 'loose-end', messageStrings: { open: { text: 'See [{0}](1) in {{{1}}}' } } }];
    const fields = { message: { id: 'open', arguments: ['the value', 'main'] } };
    expect((await only(resultAt('a', 1, fields), toolOf(rules))).description).toBe('See the value in {main}');
    const globalMessageStrings = { shut: { text: 'It is shut' } };
    const shut = { message: { id: 'shut' } };
    expect((await only(resultAt('a', 1, shut), toolOf([], { globalMessageStrings }))).title).toBe(
      'It is shut',
    );
  });

  it('keeps the steps of its flows, shared ones too, and related places', async () => {
    const place = (uri: string, line: number, text: string) => ({
      physicalLocation: { artifactLocation: { uri }, region: { startLine: line } },
      message: { text },
    });
    const steps = [{ location: place('a.ts', 1, 'source') }, { index: 0 }];
    const fields = {
      locations: [place('b.ts', 2, 'here'), place('c.ts', 3, 'and here')],
      codeFlows: [{ threadFlows: [{ locations: steps }] }],
      relatedLocations: [place('d.ts', 4, 'the value')],
    };
    const found = await only(resultAt('b.ts', 2, fields), {
      threadFlowLocations: [{ location: place('e.ts', 5, 'sink') }],
    });
    expect(found.flows).toEqual([
      [
        { filePath: 'a.ts', line: 1, message: 'source' },
        { filePath: 'e.ts', line: 5, message: 'sink' },
      ],
    ]);
    expect(found.related).toEqual([
      { filePath: 'c.ts', line: 3, message: 'and here' },
      { filePath: 'd.ts', line: 4, message: 'the value' },
    ]);
  });

  it('keeps its code, but not that of a secret', async () => {
    const region = { startLine: 4, snippet: { text: 'const a = 1;' } };
    const contextRegion = { startLine: 3, snippet: { text: '{\r\nconst a = 1;\r\n}\r\n' } };
    const physicalLocation = { artifactLocation: { uri: 'a.ts' }, region, contextRegion };
    const locations = [{ physicalLocation }];
    const plain = await only(resultAt('a.ts', 4, { locations }));
    expect(plain).toMatchObject({ line: 4, snippet: '{\nconst a = 1;\n}', snippetLine: 3, secret: null });
    const secret = await only(resultAt('a.ts', 4, { locations, ruleId: 'generic-api-key' }));
    expect(secret).toMatchObject({ snippet: null, secret: 'const a = 1;' });
  });

  it('is suppressed if all its suppressions are accepted', async () => {
    const suppressed = async (suppressions: unknown) =>
      (await only(resultAt('a', 1, { suppressions }))).suppressed;
    expect(await suppressed([{ kind: 'inSource', justification: 'known' }])).toEqual({
      by: 'comment',
      reason: 'known',
    });
    const external = { kind: 'external', status: 'accepted' };
    expect(await suppressed([external])).toEqual({
      by: 'tool',
      reason: 'Suppressed in the results of Looker',
    });
    expect(await suppressed([external, { kind: 'external', status: 'underReview' }])).toBeNull();
    expect(await suppressed([])).toBeNull();
    expect(await suppressed(null)).toBeNull();
  });

  it('has an identity without line numbers', async () => {
    const identity = async (fields: Record<string, unknown>, line = 1) =>
      (await only(resultAt('a', line, fields))).identity;
    expect(await identity({}, 1)).toBe(await identity({}, 9));
    expect(await identity({})).not.toBe(await identity({ message: { text: 'Another end' } }));
    const partial = (hash: string) => ({ partialFingerprints: { 'lineHash/v1': hash } });
    expect(await identity({ ...partial('x'), message: { text: 'reworded' } })).toBe(
      await identity(partial('x')),
    );
    expect(await identity(partial('x'))).not.toBe(await identity(partial('y')));
    const nested = (rows: number) => ({ fingerprints: { digest: { rows } } });
    expect(await identity(nested(1))).not.toBe(await identity(nested(2)));
  });

  it('moves along with its file only if its tool recognizes it', async () => {
    const moves = async (fields: Record<string, unknown>) =>
      (await only(resultAt('a', 1, fields))).movesAlong;
    expect(await moves({ partialFingerprints: { 'lineHash/v1': 'x' } })).toBe(true);
    expect(await moves({ fingerprints: { id: 'x' } })).toBe(true);
    expect(await moves({})).toBe(false);
    // Semgrep without an account.
    expect(await moves({ fingerprints: { 'matchBasedId/v1': 'requires login' } })).toBe(false);
  });

  it('has clean texts', async () => {
    const found = await only(resultAt('a\u202eb', 1, { message: { text: 'a\0b\ud800c' } }));
    expect(found).toMatchObject({ description: 'a\ufffdb\ufffdc', path: 'a\ufffdb' });
    const links = [{ id: 'loose-end', helpUri: 'javascript:alert(1)' }];
    expect((await only(resultAt('a', 1), toolOf(links))).references).toEqual([]);
  });
});

describe('a document', () => {
  it('may have its results before its rules, and several runs', async () => {
    const tool = { driver: { name: 'Looker', rules: [{ id: 'r', shortDescription: { text: 'R' } }] } };
    const other = {
      results: [resultAt('b', 2)],
      tool: { driver: { name: 'Other' } },
      automationDetails: { id: 'web/app/7' },
    };
    const { results } = await readSarif({
      runs: [{ results: [resultAt('a', 1, { ruleId: 'r' })], tool }, other],
      version: '2.1.0',
    });
    expect(results.map(({ title, analysis }) => [title, analysis.tool, analysis.category])).toEqual([
      ['R', 'Looker', ''],
      ['A loose end', 'Other', 'web/app'],
    ]);
  });

  it('may have no runs, no results, a byte order mark, and be packed', async () => {
    expect((await readSarif({ version: '2.1.0', runs: [] })).read).toEqual([]);
    expect((await readSarif(sarifOf(null))).read).toEqual([]);
    const marked = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from(JSON.stringify(sarifOf([resultAt('a', 1)]))),
    ]);
    expect((await readSarif(marked)).results).toHaveLength(1);
    expect((await readSarif(packed(sarifOf([resultAt('a', 1)])))).results).toHaveLength(1);
  });

  it('leaves out results that say that nothing is wrong, or that are gone', async () => {
    const passed = [{ kind: 'pass' }, { kind: 'notApplicable' }, { baselineState: 'absent' }];
    const { read } = await readSarif(sarifOf(passed.map((fields) => resultAt('a', 1, fields))));
    expect(read.map(({ type }) => type)).toEqual(['passed', 'passed', 'passed']);
  });

  it('names each bad result by its place, and reads the others', async () => {
    const bad = { ...resultAt('a', 1), locations: [{ physicalLocation: { region: { startLine: 'one' } } }] };
    const { results, problems } = await readSarif(
      sarifOf([
        resultAt('a', 1),
        bad,
        { locations: [] },
        7,
        resultAt('../a', 1),
        resultAt('b', 2, { level: 'fatal' }),
      ]),
    );
    expect(results).toHaveLength(1);
    expect(problems).toEqual([
      {
        pointer: '/runs/0/results/1/locations/0/physicalLocation/region/startLine',
        what: expect.stringContaining('must be a whole number'),
      },
      { pointer: '/runs/0/results/2/message', what: 'must have a text, or name one of its rule' },
      { pointer: '/runs/0/results/3', what: 'must be an object' },
      {
        pointer: '/runs/0/results/4/locations/0/physicalLocation/artifactLocation/uri',
        what: 'names a file outside of the repository',
      },
      { pointer: '/runs/0/results/5/level', what: 'must be one of none, note, warning, error' },
    ]);
  });

  it('with a bad rule or one that is too large has its results all the same', async () => {
    const rules = [{ id: 7 }, { id: 'big', help: { text: 'x'.repeat(5_000_000) } }];
    const { results, problems } = await readSarif(
      sarifOf([resultAt('a', 1, { ruleId: 'big' })], toolOf(rules)),
    );
    expect(results).toHaveLength(1);
    expect(problems).toEqual([
      { pointer: '/runs/0/tool/driver/rules/0/id', what: 'must be a string' },
      { pointer: '/runs/0/tool/driver/rules/1', what: 'is too large' },
    ]);
  });
});
