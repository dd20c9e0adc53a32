import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { connectTo, insertFinding, insertScan } from '@tests/support/rows';
import { sarifRuns } from '@tests/support/sarifSchema';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

const server = sharedServer();
let db: pg.Client;
let user: TestUser;
let scan: { id: string; repoId: string };

beforeAll(async () => {
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
});

async function newScan(fields: Record<string, unknown> = {}) {
  const { id: repoId } = await newRepo(user);
  scan = { id: await insertScan(db, repoId, { complete: true, ...fields }), repoId };
}

/** The only run of the scan's log, which conforms to the schema of SARIF. */
async function runOf(id: string) {
  const { status, body } = await user.ask('GET', `/api/scans/${id}/sarif`);
  expect(status).toBe(200);
  const [run] = sarifRuns(body);
  if (!run) throw new Error('no run');
  return run;
}

it('has every finding of the scan, of rules that exist and of one that does no more', async () => {
  await newScan();
  const fields = { code_snippet: 'before\nKEY = "AKIA****"', snippet_line: 6, line_start: 7 };
  await insertFinding(db, scan, { rule_id: 'aws-access-key-id', title: 'AWS access key', ...fields });
  await insertFinding(db, scan, { rule_id: 'of-old', status: 'dismissed', status_reason: 'a sample' });
  await insertFinding(db, scan, { rule_id: 'of-old', status: 'dismissed', suppressed_by: 'comment' });
  const run = await runOf(scan.id);
  expect(run.invocations).toMatchObject([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  expect(run.tool.driver.rules?.map(({ id }) => id)).toEqual(['aws-access-key-id', 'of-old']);
  const [key, dismissed, allowed] = run.results ?? [];
  expect(run.results).toHaveLength(3);
  expect(key).toMatchObject({ ruleId: 'aws-access-key-id', ruleIndex: 0, suppressions: [] });
  const region = { startLine: 7, endLine: 7, snippet: { text: 'KEY = "AKIA****"' } };
  expect(key?.locations?.[0]?.physicalLocation).toMatchObject({ region });
  expect(dismissed?.suppressions).toMatchObject([{ kind: 'external', justification: 'a sample' }]);
  expect(allowed?.suppressions).toMatchObject([{ kind: 'inSource' }]);
});

it('comes in parts, without an envelope, and as a file', async () => {
  await newScan({ status: 'failed', complete: false, error_message: 'The remote is gone.' });
  for (let n = 0; n < 501; n += 1) await insertFinding(db, scan, { line_start: n + 1 });
  const run = await runOf(scan.id.toUpperCase());
  const lines = run.results?.map(({ locations }) => locations?.[0]?.physicalLocation?.region?.startLine);
  expect(lines).toEqual(Array.from({ length: 501 }, (_, n) => n + 1));
  const text = { message: { text: 'The remote is gone.' } };
  expect(run.invocations).toMatchObject([{ executionSuccessful: false, toolExecutionNotifications: [text] }]);
  const { headers } = await user.ask('HEAD', `/api/scans/${scan.id}/sarif`);
  expect(headers.get('content-type')).toBe('application/sarif+json');
  expect(headers.get('content-disposition')).toBe(`attachment; filename="scan-${scan.id}.sarif"`);
});

it('404: an unknown scan', async () => {
  const { body } = await user.ask('GET', '/api/scans/abc/sarif');
  expect(body).toEqual({ success: false, code: 404, message: "Scan 'abc' not found" });
});
