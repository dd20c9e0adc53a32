import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { wrongCounts } from '@tests/support/findingCounts';
import { importSarif } from '@tests/support/imports';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { connectTo } from '@tests/support/rows';
import { packed, resultAt, sarifOf } from '@tests/support/sarif';
import { coverageOf, detailOf, findingsOf, lineWith, newSecret } from '@tests/support/scans';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

let server: KeptServer;
let worker: WorkerHere;
let db: pg.Client;
let user: TestUser;
let repoId: string;

beforeAll(async () => {
  server = await keptServer();
  worker = await startWorkerHere(server);
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  expect(worker?.faults).toEqual([]);
  await worker?.stop();
  await db?.end();
});
beforeEach(async () => {
  repoId = (await newRepo(user, { source_type: 'github', remote_url: null })).id;
});

const importResults = (results: unknown, run?: Record<string, unknown>) =>
  importSarif(server.url, user, repoId, sarifOf(results, run));
const inCategory = (id: string) => ({ automationDetails: { id } });

/** The status of each finding, by its path. */
async function statuses(): Promise<Record<string, string>> {
  const findings = await findingsOf(user, repoId);
  return Object.fromEntries(findings.map(({ file_path, status }) => [file_path, status]).sort());
}

/** All that is stored of the repo's findings and their history, but when they were last seen. */
async function stored(): Promise<unknown[]> {
  const { rows } = await db.query(
    `SELECT to_jsonb(f) - 'scan_id' - 'last_seen_at' - 'updated_at' AS finding,
       (SELECT count(*)::int FROM finding_events WHERE finding_id = f.id) AS events
     FROM findings f WHERE repo_id = $1 ORDER BY id`,
    [repoId],
  );
  return rows;
}

it('imports results as findings, with their flows', async () => {
  const place = (uri: string, line: number, text: string) => ({
    physicalLocation: { artifactLocation: { uri }, region: { startLine: line } },
    message: { text },
  });
  const rule = {
    id: 'xss',
    shortDescription: { text: 'Cross-site scripting' },
    help: { text: 'Escape it.' },
    helpUri: 'https://example.com/xss',
    properties: { 'security-severity': '9.3', precision: 'high', tags: ['external/cwe/cwe-079'] },
  };
  const flow = [place('src/in.ts', 1, 'a parameter'), place('src/a.ts', 7, 'is written')];
  const result = resultAt('src/a.ts', 7, {
    ruleId: 'xss',
    message: { text: 'A parameter is written to the page.' },
    codeFlows: [{ threadFlows: [{ locations: flow.map((location) => ({ location })) }] }],
    relatedLocations: [place('src/b.ts', 2, 'the template')],
  });
  const scan = await importResults([result], { tool: { driver: { name: 'Looker', rules: [rule] } } });
  expect(scan).toMatchObject({
    ...{ scan_type: 'import', status: 'completed', complete: true, commit_sha: null, triggered_by: user.id },
    ...{ finding_count: 1, critical_count: 1 },
  });
  const [finding] = await findingsOf(user, repoId);
  expect(finding).toMatchObject({
    ...{ source: 'import', status: 'open', severity: 'critical', confidence: 'high', rule_id: 'xss' },
    ...{
      title: 'Cross-site scripting',
      description: 'A parameter is written to the page.',
      cwe_id: 'CWE-79',
    },
    ...{ file_path: 'src/a.ts', line_start: 7, in_tree: true, code_snippet: null, fix_summary: 'Escape it.' },
    ...{ references: ['https://example.com/xss'], evidence: ['Looker reports it.'] },
    flow: [
      { file_path: 'src/in.ts', line: 1, message: 'a parameter' },
      { file_path: 'src/a.ts', line: 7, message: 'is written' },
    ],
  });
  expect(await detailOf(user, finding?.id ?? '')).toMatchObject({
    ...{ tool: 'Looker', toolCategory: '', isRechecked: true },
    flows: [[{ filePath: 'src/in.ts' }, { filePath: 'src/a.ts' }]],
    relatedLocations: [{ filePath: 'src/b.ts', line: 2, message: 'the template' }],
  });
  expect(await coverageOf(user, scan.id)).toMatchObject({
    complete: true,
    limits_hit: [],
    engines: [{ name: 'Looker' }],
  });
  expect(await wrongCounts(db, repoId)).toEqual([]);
});

it('changes nothing if the same document is imported again', async () => {
  // The last two are equal but for their lines, and more than one call records.
  const many = Array.from({ length: 1_200 }, (_, at) =>
    resultAt(`src/${at % 7}.ts`, at + 1, { ruleId: `r${at % 500}` }),
  );
  const document = sarifOf([...many, resultAt('same.ts', 1), resultAt('same.ts', 9)]);
  const first = await importSarif(server.url, user, repoId, document);
  const before = await stored();
  expect(first.finding_count).toBe(1_202);
  expect(before).toHaveLength(1_202);
  const second = await importSarif(server.url, user, repoId, packed(document));
  expect(second).toMatchObject({ status: 'completed', finding_count: 1_202 });
  expect(await stored()).toEqual(before);
  expect(await wrongCounts(db, repoId)).toEqual([]);
});

it('closes what the same tool and category no longer report, and opens what returns', async () => {
  await importResults([resultAt('a', 1), resultAt('b', 1)], inCategory('web/1'));
  await importResults([resultAt('c', 1)], inCategory('api/1'));
  await importResults([resultAt('d', 1)], { tool: { driver: { name: 'Other' } }, ...inCategory('web/1') });
  await importResults([resultAt('a', 5)], inCategory('web/2'));
  expect(await statuses()).toEqual({ a: 'open', b: 'fixed', c: 'open', d: 'open' });
  const closed = (await findingsOf(user, repoId)).find(({ file_path }) => file_path === 'b');
  const events = await user.ask('GET', `/api/findings/${closed?.id}/events`);
  expect(events.data.items).toMatchObject([
    { old_value: 'open', new_value: 'fixed', comment: 'No longer reported by Looker' },
    { type: 'created' },
  ]);
  await importResults([resultAt('b', 2)], inCategory('web/3'));
  expect(await statuses()).toEqual({ a: 'fixed', b: 'open', c: 'open', d: 'open' });
  await importResults([], inCategory('web/4'));
  await importResults(null, inCategory('api/2'));
  expect(await statuses()).toEqual({ a: 'fixed', b: 'fixed', c: 'open', d: 'open' });
  expect(await wrongCounts(db, repoId)).toEqual([]);
});

it("keeps a user's decision, and dismisses what is suppressed", async () => {
  const suppressed = resultAt('b', 1, {
    suppressions: [{ kind: 'external', justification: 'Not reachable' }],
  });
  const commented = resultAt('c', 1, { suppressions: [{ kind: 'inSource' }] });
  await importResults([resultAt('a', 1), suppressed, commented]);
  expect(await statuses()).toEqual({ a: 'open', b: 'dismissed', c: 'dismissed' });
  const [c, b, a] = await findingsOf(user, repoId, '&sort=path').then((all) => all.toReversed());
  expect(await detailOf(user, b?.id ?? '')).toMatchObject({ suppressedBy: 'tool' });
  expect(await detailOf(user, c?.id ?? '')).toMatchObject({ suppressedBy: 'comment' });
  const events = await user.ask('GET', `/api/findings/${b?.id}/events`);
  expect(events.data.items).toMatchObject([
    { type: 'created', new_value: 'dismissed', comment: 'Not reachable' },
  ]);
  await user.ask('PATCH', `/api/findings/${a?.id}/status`, {
    body: { status: 'false_positive', reason: 'no' },
  });
  await importResults([resultAt('a', 3), resultAt('b', 1), commented]);
  expect(await statuses()).toEqual({ a: 'false_positive', b: 'open', c: 'dismissed' });
});

it('reports a bad result by its place, imports the others, and closes nothing', async () => {
  await importResults([resultAt('a', 1), resultAt('b', 1)]);
  const bad = { ...resultAt('c', 1), level: 7 };
  const scan = await importResults([resultAt('a', 1), bad, resultAt('d', 1)]);
  expect(scan).toMatchObject({ status: 'completed', complete: false, finding_count: 2 });
  expect(await statuses()).toEqual({ a: 'open', b: 'open', d: 'open' });
  const { limits_hit: limits } = await coverageOf(user, scan.id);
  expect(limits).toEqual(['/runs/0/results/1/level must be one of none, note, warning, error.']);
  const failed = await importResults([], { invocations: [{ executionSuccessful: false }] });
  expect(failed).toMatchObject({ status: 'completed', complete: false });
  expect(await statuses()).toEqual({ a: 'open', b: 'open', d: 'open' });
});

it('never stores the secret that a scanner of secrets reports', async () => {
  const secret = 'hunter2-hunter2-hunter2';
  const region = { startLine: 3, snippet: { text: secret } };
  const locations = [{ physicalLocation: { artifactLocation: { uri: 'a.env' }, region } }];
  const message = { text: `The secret ${secret} was found` };
  const tool = { driver: { name: 'gitleaks' } };
  await importResults([resultAt('a.env', 3, { ruleId: 'generic', message, locations })], { tool });
  const kept = JSON.stringify(await stored());
  expect(kept).not.toContain('hunter2');
  expect(kept).toContain('The secret ••••••••');
});

it('masks what looks like a secret in the steps of flows and in related places', async () => {
  const secret = newSecret();
  const step = (text: string) => ({
    location: {
      physicalLocation: { artifactLocation: { uri: 'a.ts' }, region: { startLine: 1 } },
      message: { text },
    },
  });
  const said = lineWith(secret).trim();
  const result = resultAt('a.ts', 1, {
    codeFlows: [{ threadFlows: [{ locations: [step(`Begins with ${said}`), step('Ends here')] }] }],
    relatedLocations: [step(`Compared with ${said}`).location],
    fixes: [{ description: { text: `Remove ${said}` } }],
  });
  await importResults([result]);
  const kept = JSON.stringify(await stored());
  expect(kept).not.toContain(secret);
  for (const words of ['Begins with', 'Compared with', 'Remove', 'Ends here']) expect(kept).toContain(words);
});

it('a result that its tool recognizes stays the same finding when its file is renamed', async () => {
  const marked = (uri: string, print: string) =>
    resultAt(uri, 7, { ruleId: 'xss', partialFingerprints: { 'lineHash/v1': print } });
  const plain = (uri: string) => resultAt(uri, 7, { ruleId: 'loose-end' });
  await importResults([marked('old/a.ts', 'one'), marked('old/b.ts', 'two'), plain('old/c.ts')]);
  const before = await findingsOf(user, repoId);
  const idOf = (all: typeof before, path: string) =>
    all.find(({ file_path }) => file_path === path)?.id ?? '';
  for (const path of ['old/a.ts', 'old/c.ts']) {
    await user.ask('PATCH', `/api/findings/${idOf(before, path)}/status`, {
      body: { status: 'false_positive', reason: 'no' },
    });
  }
  // The second one is copied, which is a new finding. The third has only its message, so it is another one.
  await importResults([
    marked('new/a.ts', 'one'),
    marked('old/b.ts', 'two'),
    marked('new/b.ts', 'two'),
    plain('new/c.ts'),
  ]);
  expect(await statuses()).toEqual({
    ...{ 'new/a.ts': 'false_positive', 'old/b.ts': 'open', 'new/b.ts': 'open' },
    ...{ 'old/c.ts': 'fixed', 'new/c.ts': 'open' },
  });
  const after = await findingsOf(user, repoId);
  expect(idOf(after, 'new/a.ts')).toBe(idOf(before, 'old/a.ts'));
  expect(idOf(after, 'old/b.ts')).toBe(idOf(before, 'old/b.ts'));
  const events = await user.ask('GET', `/api/findings/${idOf(after, 'new/a.ts')}/events`);
  const comment = 'The same result is gone from old/a.ts';
  expect(events.data.items).toMatchObject([
    { type: 'moved', old_value: 'old/a.ts', new_value: 'new/a.ts', comment },
    { new_value: 'false_positive' },
    { type: 'created' },
  ]);
  expect(await wrongCounts(db, repoId)).toEqual([]);
});

it('moves nothing between categories, nor where an import is not complete', async () => {
  const marked = (uri: string) => resultAt(uri, 7, { partialFingerprints: { 'lineHash/v1': 'one' } });
  await importResults([marked('a.ts')], inCategory('web/1'));
  await importResults([marked('b.ts')], inCategory('api/1'));
  await importResults([marked('c.ts'), { ...resultAt('d.ts', 1), level: 7 }], inCategory('web/2'));
  expect(await statuses()).toEqual({ 'a.ts': 'open', 'b.ts': 'open', 'c.ts': 'open' });
});

it('fails with the place where a large document ends to be JSON', async () => {
  const many = Array.from({ length: 20_000 }, (_, at) => resultAt(`src/${at}.ts`, 1));
  const text = JSON.stringify(sarifOf(many));
  const scan = await importSarif(
    server.url,
    user,
    repoId,
    text.replace('"uri":"src/19000.ts"', '"uri":src/19000.ts'),
  );
  expect(scan).toMatchObject({
    status: 'failed',
    error_message:
      "The document can't be imported. /runs/0/results/19000/locations/0/physicalLocation/artifactLocation/uri is not valid JSON from here on.",
  });
  expect(await statuses()).toEqual({});
});
