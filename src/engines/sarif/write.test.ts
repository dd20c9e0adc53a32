import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { SECRETS } from '../secrets/engine';
import { type SarifFinding, type SarifScan, sarifLog } from './write';

const { rules: RULES } = SECRETS;
/** Validating all of them takes most of the time of a test. */
const FEW = RULES.filter(({ id }) => id.startsWith('aws-'));

const validate = compileSchema();

/** The schema is of draft 4. Only its name of `$id` differs in later drafts. */
function compileSchema() {
  const packageMain = createRequire(import.meta.url).resolve('@microsoft/jest-sarif');
  const file = path.join(path.dirname(packageMain), 'schemas', 'sarif-2.1.0-rtm.5.json');
  const { $schema, id, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

const finding = (changes: Partial<SarifFinding> = {}): SarifFinding => ({
  ruleId: 'aws-access-key-id',
  title: 'AWS access key id in BACKUP_KEY',
  severity: 'medium',
  confidence: 'high',
  path: 'src/config.py',
  line: 3,
  lineEnd: 3,
  snippet: 'one\ntwo\nKEY = "AKIA••••••••"\nfour',
  snippetLine: 1,
  inTree: true,
  commit: null,
  fingerprint: 'f1',
  suppression: null,
  ...changes,
});

/** Returns the run of a log that conforms to the schema. */
function runOf(changes: Partial<SarifScan> = {}) {
  const log = sarifLog({
    ...{ version: '1.2.3', rules: FEW, findings: [], complete: true, notifications: [] },
    ...changes,
  });
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  const [run] = log.runs;
  if (!run) throw new Error('no run');
  return run;
}

const resultOf = (changes: Partial<SarifFinding>) => runOf({ findings: [finding(changes)] }).results?.[0];

describe('the schema of these tests', () => {
  it('reports errors', () => {
    const log = sarifLog({
      version: '1',
      rules: RULES,
      findings: [finding()],
      complete: true,
      notifications: [],
    });
    expect(validate({ ...log, version: '2.0.0' })).toBe(false);
    const [run] = log.runs;
    expect(validate({ ...log, runs: [{ ...run, results: [{ level: 'severe' }] }] })).toBe(false);
  });
});

describe('a SARIF log', () => {
  it('conforms to the official schema with all rules, all kinds of findings, and errors', () => {
    const findings = [
      finding(),
      finding({ inTree: false, commit: 'a'.repeat(40), fingerprint: null }),
      finding({ suppression: { kind: 'inSource', justification: 'rotated' } }),
      finding({ line: 1, lineEnd: 40, snippet: '-----BEGIN\n••••••••\n-----END' }),
    ];
    const notifications = ['Too many files.'];
    const { tool, results } = runOf({ rules: RULES, findings, complete: false, notifications });
    expect(tool.driver).toMatchObject({ name: 'Heimdall', version: '1.2.3' });
    expect(tool.driver.rules).toHaveLength(RULES.length);
    expect(results).toHaveLength(4);
  });

  it('describes each rule, with the properties that GitHub reads', () => {
    const rule = runOf().tool.driver.rules?.find(({ id }) => id === 'aws-access-key-id');
    expect(rule).toMatchObject({
      name: 'AwsAccessKeyId',
      shortDescription: { text: 'AWS access key id' },
      helpUri: expect.stringMatching(/^https:/),
      defaultConfiguration: { level: 'warning' },
      properties: {
        'security-severity': '5.5',
        tags: expect.arrayContaining(['security', 'external/cwe/cwe-798']),
      },
    });
  });

  it('has the weakness of each rule as a taxon', () => {
    const { taxonomies, tool } = runOf({ rules: RULES });
    const ids = taxonomies?.[0]?.taxa?.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    expect(tool.driver.supportedTaxonomies).toEqual([{ name: 'CWE', index: 0 }]);
    for (const [at, { cwe }] of RULES.entries()) {
      const target = tool.driver.rules?.[at]?.relationships?.[0]?.target;
      expect(ids[target?.index ?? -1]).toBe(target?.id);
      expect(`CWE-${target?.id}`).toBe(cwe);
    }
  });

  it('has neither taxa nor an address for a rule of another tool that names none', () => {
    const rules = FEW.map((rule) => ({ ...rule, cwe: null, references: ['the manual'] as const }));
    const { taxonomies, tool } = runOf({ rules });
    expect(taxonomies).toEqual([]);
    expect(tool.driver.supportedTaxonomies).toBeUndefined();
    expect(tool.driver.rules?.[0]).not.toHaveProperty('relationships');
    expect(tool.driver.rules?.[0]?.helpUri).toBeUndefined();
  });

  it('has the steps of data flows, and related places', () => {
    const source = { filePath: 'a b.ts', line: 1, message: 'the source' };
    const file = { filePath: 'c.ts', line: 0, message: '' };
    const result = resultOf({ flows: [[source, file], []], related: [file] });
    const uriBaseId = '%SRCROOT%';
    const steps = [
      {
        location: {
          physicalLocation: { artifactLocation: { uri: 'a%20b.ts', uriBaseId }, region: { startLine: 1 } },
          message: { text: 'the source' },
        },
      },
      { location: { physicalLocation: { artifactLocation: { uri: 'c.ts', uriBaseId } } } },
    ];
    expect(result?.codeFlows).toEqual([{ threadFlows: [{ locations: steps }] }]);
    expect(result?.relatedLocations).toEqual([steps[1]?.location]);
  });

  it.each([
    ['https://example.org/a.git', [{ repositoryUri: 'https://example.org/a.git', revisionId: 'c1' }]],
    ['git@example.org:a.git', undefined],
    [null, undefined],
  ])('names the repository %s', (uri, expected) => {
    const run = runOf({ repository: { name: 'a', uri, revision: 'c1' } });
    expect(run.properties).toEqual({ repository: 'a' });
    if (expected) expect(run.versionControlProvenance).toMatchObject(expected);
    else expect(run.versionControlProvenance).toBeUndefined();
  });

  it.each([
    ['critical', 'error'],
    ['high', 'error'],
    ['medium', 'warning'],
    ['low', 'note'],
  ] as const)('writes %s as %s', (severity, level) => {
    expect(resultOf({ severity })?.level).toBe(level);
  });

  it('holds the location of a finding and refers to its rule', () => {
    const run = runOf({ findings: [finding()] });
    const [result] = run.results ?? [];
    expect(run.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id).toBe(result?.ruleId);
    expect(result?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'src/config.py', uriBaseId: '%SRCROOT%' },
      region: { startLine: 3, endLine: 3, snippet: { text: 'KEY = "AKIA••••••••"' } },
      contextRegion: { startLine: 1, endLine: 4, snippet: { text: finding().snippet } },
    });
    expect(result?.partialFingerprints).toEqual({ 'heimdallSecret/v1': 'f1' });
  });

  it.each([
    ['a b/c#d?.txt', 'a%20b/c%23d%3F.txt'],
    ['https:/x', 'https%3A/x'],
    ['100%/ü', '100%25/%C3%BC'],
  ])('writes the path %s as the URI %s', (from, uri) => {
    expect(resultOf({ path: from })?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri);
  });

  it('shows only the lines of the snippet for a secret on many lines', () => {
    const long = { line: 1, lineEnd: 40, snippet: '-----BEGIN\n••••••••\n-----END' };
    const location = resultOf(long)?.locations?.[0]?.physicalLocation;
    expect(location?.region).toEqual({ startLine: 1, endLine: 40 });
    expect(location?.contextRegion).toMatchObject({ startLine: 1, endLine: 40 });
  });

  it('holds suppressions with their reasons', () => {
    expect(resultOf({ suppression: { kind: 'inSource', justification: 'rotated' } })?.suppressions).toEqual([
      { kind: 'inSource', justification: 'rotated', status: 'accepted' },
    ]);
    expect(resultOf({})?.suppressions).toEqual([]);
  });

  it('has no fingerprint that would change in the next scan', () => {
    expect(resultOf({ fingerprint: null })?.partialFingerprints).toBeUndefined();
  });

  it('holds whether a finding is in the tree, and its commit', () => {
    const past = resultOf({ inTree: false, commit: 'abc' });
    expect(past?.properties).toEqual({ confidence: 'high', in_tree: false, commit: 'abc' });
    expect(past?.message.text).toMatch(/^AWS access key id in BACKUP_KEY, only in the history\. /);
  });

  it('is a success only where everything was scanned', () => {
    expect(runOf().invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
    expect(runOf({ complete: false, notifications: ['Too many files.'] }).invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ level: 'error', message: { text: 'Too many files.' } }],
      },
    ]);
  });

  it('throws for a finding of an unknown rule', () => {
    expect(() => runOf({ findings: [finding({ ruleId: 'other' })] })).toThrow('other');
  });
});
