import { readFileSync, writeFileSync } from 'node:fs';
import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { importSarif } from '@tests/support/imports';
import type { RunningProcess } from '@tests/support/process';
import { resultAt, sarifOf } from '@tests/support/sarif';
import { startServer, type TestServer } from '@tests/support/server';
import { afterAll, beforeAll, expect, it } from 'vitest';

let server: TestServer;
let user: TestUser;

beforeAll(async () => {
  server = await startServer({ withWorker: true });
  user = await newUser(server.url);
});
afterAll(() => server?.stop());

const MEBIBYTE = 1024 * 1024;
/** Of one result. */
const BYTES = 4096;
/** What the garbage collector leaves for later is less. In MiB. */
const MOST_MORE = 150;

/** A document of this size. Most of a result is what nothing is kept of. */
function documentOf(mebibytes: number): string {
  const many = Array.from({ length: Math.floor((mebibytes * MEBIBYTE) / BYTES) - 1 }, (_, at) => {
    const result = resultAt(`src/${at}.ts`, 1 + (at % 50), { properties: { trace: '' } });
    return { ...result, properties: { trace: 'x'.repeat(BYTES - JSON.stringify(result).length - 1) } };
  });
  return JSON.stringify(sarifOf(many));
}

/** The most memory that a process had since the last call, in MiB. Source: proc(5), clear_refs. */
function takePeak(pid: number): number {
  const kB = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  return Number(kB) / 1024;
}

async function peakOf(document: string): Promise<{ peak: number; results: unknown }> {
  const pid = (server.worker as RunningProcess).child.pid ?? 0;
  const { id } = await newRepo(user, { source_type: 'github', remote_url: null });
  takePeak(pid);
  const scan = await importSarif(server.url, user, id, document, 900_000);
  expect(scan).toMatchObject({ status: 'completed', complete: true });
  return { peak: takePeak(pid), results: scan.finding_count };
}

it.runIf(process.platform === 'linux')(
  'a document of 100 MiB needs no more memory than one of 10 MiB',
  async () => {
    const small = await peakOf(documentOf(10));
    expect(small.results).toBe(2_559);
    const document = documentOf(100);
    expect(document.length / MEBIBYTE).toBeGreaterThan(99.9);
    const large = await peakOf(document);
    expect(large.results).toBe(25_599);
    console.info(`${Math.round(small.peak)} MiB, ${Math.round(large.peak)} MiB`);
    expect(large.peak - small.peak).toBeLessThan(MOST_MORE);
  },
  1_200_000,
);
