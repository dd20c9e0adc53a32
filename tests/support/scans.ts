import { randomBytes, randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type Caller, type TestUser, until } from './api';

/** A scan and a finding as REST returns them, with the fields that tests check. */
export type RestScan = Record<string, unknown> & {
  id: string;
  status: string;
  complete: boolean | null;
  commit_sha: string | null;
  error_message: string | null;
  finding_count: number;
};
export type RestFinding = Record<string, unknown> & {
  id: string;
  status: string;
  file_path: string;
  line_start: number;
  in_tree: boolean;
  rule_id: string;
};
export type RestCoverage = Record<string, unknown> & {
  complete: boolean | null;
  files_scanned: number;
  files_reused: number;
  skipped: { reason: string; files: number; cuts_short: boolean }[];
  suppressed: { by: string; findings: number }[];
  limits_hit: string[];
};

/** A scan takes some seconds, so more frequent requests would only slow the machine down. */
const SCAN_POLL_MS = 400;
const OVER = ['completed', 'failed', 'cancelled'];
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A made-up AWS access key id of the older form. Each call makes another one, so that no two tests share one. */
export function newSecret(): string {
  const first = 'IJ'.charAt(randomInt(2));
  return `AKIA${first}${[...randomBytes(15)].map((byte) => BASE32.charAt(byte % 32)).join('')}`;
}

/** A line of code that holds a secret. */
export function lineWith(secret: string): string {
  return `aws_access_key_id = "${secret}"\n`;
}

export async function requestScan(user: Caller, repoId: string): Promise<RestScan> {
  const { status, data, body } = await user.ask('POST', `/api/repos/${repoId}/scan`);
  if (status !== 202) throw new Error(`a scan request answered ${status}: ${JSON.stringify(body)}`);
  return data as RestScan;
}

export async function getScan(user: Caller, id: string): Promise<RestScan> {
  return (await user.ask('GET', `/api/scans/${id}`)).data as RestScan;
}

/** The newest scan of a repo, once it is over. */
export async function scanned(user: Caller, repoId: string, patienceMs = 100_000): Promise<RestScan> {
  const { items } = await until(
    async () => (await user.ask('GET', `/api/repos/${repoId}/scans?limit=1`)).data as { items: RestScan[] },
    ({ items: [newest] }) => newest !== undefined && OVER.includes(newest.status),
    patienceMs,
    SCAN_POLL_MS,
  );
  if (!items[0]) throw new Error('no scan');
  return items[0];
}

/** Scans a repo once more, to the end. */
export async function scanAgain(user: Caller, repoId: string): Promise<RestScan> {
  await requestScan(user, repoId);
  return scanned(user, repoId);
}

/** All findings of a repo, newest first. */
export async function findingsOf(user: Caller, repoId: string, query = ''): Promise<RestFinding[]> {
  const { data } = await user.ask('GET', `/api/repos/${repoId}/findings?limit=100${query}`);
  return data.items as RestFinding[];
}

/** A finding with the fields that only the dashboard gets. */
export function detailOf(user: TestUser, id: string) {
  return user.trpc.finding.byId.query({ id });
}

export async function coverageOf(user: Caller, scanId: string): Promise<RestCoverage> {
  return (await user.ask('GET', `/api/scans/${scanId}/coverage`)).data as RestCoverage;
}

/** The log of a process, without messages on delays that a busy machine causes. */
export function faultsIn(output: string): string[] {
  // Next logs a slow start.
  const lines = output.split('\n').filter((line) => line !== '' && !line.startsWith('✓'));
  return lines.filter((line) => !line.includes('due to connection timeout'));
}

export type SeenProcess = { pid: number; command: string; state: string };

/** The descendants of a process, from /proc, without dead ones that are not yet reaped. */
export function descendants(pid: number): SeenProcess[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const all = new Map(pids.flatMap((name) => seenProcess(Number(name))).map((seen) => [seen.pid, seen]));
  const isBelow = ({ parent }: { parent: number }) => {
    for (let at: number | undefined = parent; at !== undefined; at = all.get(at)?.parent) {
      if (at === pid) return true;
    }
    return false;
  };
  return [...all.values()].filter((seen) => seen.state !== 'Z' && isBelow(seen));
}

/** Whether a process is alive, and not only waiting to be reaped. */
export function isAlive(pid: number): boolean {
  return seenProcess(pid).some(({ state }) => state !== 'Z');
}

function seenProcess(pid: number): (SeenProcess & { parent: number })[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return [{ pid, state, parent: Number(parent), command }];
  } catch {
    // The process ended meanwhile.
    return [];
  }
}
