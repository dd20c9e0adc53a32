import type pg from 'pg';
import { type Caller, newRepo, until } from './api';
import { commitStream } from './commits';
import type { GitServer } from './gitServer';
import { descendants, isAlive, lineWith, newSecret, type RestScan, type SeenProcess, scanned } from './scans';
import type { TestServer } from './server';

/** Scans that are paused in the middle of a stage, so that a test can act on them there. */

export type HeldScan = {
  repoId: string;
  scan: RestScan;
  /** The processes that work on it when it is paused. */
  processes: SeenProcess[];
  /** Resumes it, if it still runs. */
  release: () => void;
};

type Held = { git: GitServer; server: TestServer; user: Caller; db: pg.Client };

const OF_ENGINE = /engineProcess/;
const UNSEEN = 8_000;

/** A new repository with a secret, registered and scanned. */
export async function scannedRepo({ git, user }: Held, name: string, files: Record<string, string> = {}) {
  git.makeRepository(name, commitStream([{ files: { 'config.py': lineWith(newSecret()), ...files } }]));
  const { id } = await newRepo(user, { remote_url: git.url(name) });
  const scan = await scanned(user, id);
  if (scan.status !== 'completed') throw new Error(`the first scan of ${name} is ${scan.status}`);
  return id;
}

const enter = async ({ user }: Held, repoId: string, inStage: (scan: RestScan) => boolean) => {
  const read = async () =>
    ((await user.ask('GET', `/api/repos/${repoId}/scans?limit=1`)).data as { items: RestScan[] }).items[0];
  const scan = await until(read, (it) => it !== undefined && inStage(it));
  if (!scan) throw new Error('no scan');
  return scan;
};

/** Pauses the first engine that a worker starts, before it has sent anything. */
export async function stopEngine(workerPid: number, known: ReadonlySet<number>): Promise<number> {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    const engine = descendants(workerPid).find((it) => OF_ENGINE.test(it.command) && !known.has(it.pid));
    if (engine) {
      process.kill(engine.pid, 'SIGSTOP');
      return engine.pid;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('no engine came up');
}

const below = (server: TestServer) => server.worker?.child.pid ?? 0;
const enginesOf = (server: TestServer) =>
  descendants(below(server)).filter(({ command }) => OF_ENGINE.test(command));

/** Ends the idle engines of a worker, so that its next scan starts a new one. Engines of held scans are paused. */
async function endIdleEngines(server: TestServer): Promise<void> {
  const idle = enginesOf(server).filter(({ state }) => state !== 'T');
  for (const { pid } of idle) process.kill(pid, 'SIGKILL');
  await until(
    async () => idle.filter(({ pid }) => isAlive(pid)),
    (left) => left.length === 0,
  );
}

function goOn(pid: number): void {
  if (isAlive(pid)) process.kill(pid, 'SIGCONT');
}

/** A scan that waits for a host that does not answer. */
async function heldInFetch(held: Held, name: string, prepared?: string): Promise<HeldScan> {
  const repoId = prepared ?? (await scannedRepo(held, name));
  held.git.makeRepository(name, commitStream([{ files: { 'new.py': lineWith(newSecret()) } }], 1));
  const release = held.git.hold(name);
  await held.user.ask('POST', `/api/repos/${repoId}/scan`);
  const scan = await enter(held, repoId, ({ status }) => status === 'ingesting');
  const processes = await until(
    async () => descendants(below(held.server)).filter(({ command }) => command.includes(name)),
    (found) => found.length > 0,
  );
  return { repoId, scan, processes, release };
}

/** A scan whose engine is paused: in the files of the tree or, if these are known, in history. */
async function heldInEngine(
  held: Held,
  name: string,
  change: Record<string, string | null>,
  prepared: string | undefined,
): Promise<HeldScan> {
  const repoId = prepared ?? (await scannedRepo(held, name));
  held.git.makeRepository(name, commitStream([{ files: change }], 1));
  await endIdleEngines(held.server);
  const known = new Set(enginesOf(held.server).map(({ pid }) => pid));
  const engine = stopEngine(below(held.server), known);
  await held.user.ask('POST', `/api/repos/${repoId}/scan`);
  const pid = await engine;
  const scan = await enter(held, repoId, ({ status }) => status === 'static_analysis');
  const processes = descendants(below(held.server)).filter((it) => it.pid === pid);
  return { repoId, scan, processes, release: () => goOn(pid) };
}

const heldInTree = (held: Held, name: string, prepared?: string): Promise<HeldScan> =>
  heldInEngine(held, name, { 'new.py': lineWith(newSecret()) }, prepared);

/** A commit that only deletes a file adds no new content to the tree. */
const heldInHistory = (held: Held, name: string, prepared?: string): Promise<HeldScan> =>
  heldInEngine(held, name, { 'config.py': null }, prepared);

/** A scan that has to settle so many findings that it is still running. */
async function heldInReport(held: Held, name: string, prepared?: string): Promise<HeldScan> {
  const repoId = prepared ?? (await scannedRepo(held, name));
  await held.db.query(
    `INSERT INTO findings (id, scan_id, repo_id, source, status, severity, confidence, title, rule_id, file_path,
       line_start, in_tree, fix_type, fingerprint, identity, first_seen_at, last_seen_at, created_at, updated_at,
       group_id, file_role)
     SELECT (left(s.id::text, 14) || '7fff-8000-' || lpad(to_hex(n), 12, '0'))::uuid, s.id, s.repo_id, 'secrets', 'open', 'low',
       'low', 't', 'r', 'gone-' || n, 1, true, 'manual_review', 'f' || n, 'd' || n, now(), now(), now(), now(),
       gen_random_uuid(), 'product'
     FROM (SELECT id, repo_id FROM scans WHERE repo_id = $1) s, generate_series(1, $2::int) n`,
    [repoId, UNSEEN],
  );
  await held.user.ask('POST', `/api/repos/${repoId}/scan`);
  const scan = await enter(held, repoId, ({ status }) => status === 'reporting');
  return { repoId, scan, processes: [], release: () => undefined };
}

/** Each uses the repo that scannedRepo has prepared under this name, or prepares one itself. */
export const HELD = {
  tree: heldInTree,
  history: heldInHistory,
  fetch: heldInFetch,
  report: heldInReport,
} as const;
export type HeldStage = keyof typeof HELD;
export const HELD_STAGES = Object.keys(HELD) as HeldStage[];
