import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Fetched, FetchRequest } from '@/git/fetch';
import { type HistoryRead, type HistoryRequest, readHistory } from '@/git/history';
import type { HistoryCommit, HistoryFile } from '@/git/historyEvents';
import type { Repository } from '@/git/repository';
import { readTree, type TreeEntry, type TreeRead } from '@/git/tree';

export const SEARCH_PATH = process.env.PATH ?? '';

/** Creates a temporary directory, with a function that removes it. */
export function scratch(): { directory: string; in: (name: string) => string; remove: () => void } {
  const directory = mkdtempSync(path.join(tmpdir(), 'heimdall-scratch-'));
  return {
    directory,
    in: (name) => path.join(directory, name),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

export function repositoryAt(gitDir: string, fields: Partial<Repository> = {}): Repository {
  return { gitDir, searchPath: SEARCH_PATH, timeoutMs: 60_000, ...fields };
}

/** Reads a complete history, with limits that a test only reaches if it sets them. */
export async function historyOf(
  gitDir: string,
  tips: readonly string[],
  fields: Partial<HistoryRequest> = {},
): Promise<HistoryRead & { seen: HistoryCommit[]; files: HistoryFile[] }> {
  const seen: HistoryCommit[] = [];
  const files: HistoryFile[] = [];
  const read = await readHistory({
    ...repositoryAt(gitDir),
    tips,
    maxCommits: 1_000_000,
    maxBytes: 10e9,
    maxFileBytes: 5e6,
    onCommit: (commit) => void seen.push(commit),
    onFile: (file) => void files.push(file),
    ...fields,
  });
  return { ...read, seen, files };
}

/** Reads a tree. @param pauseMs a wait after each batch */
export async function treeOf(
  gitDir: string,
  commit: string,
  maxEntries = 1e6,
  { timeoutMs = 60_000, pauseMs = 0 } = {},
): Promise<TreeRead & { all: TreeEntry[] }> {
  const all: TreeEntry[] = [];
  const batches = readTree(repositoryAt(gitDir, { timeoutMs }), commit, { maxEntries });
  while (true) {
    const { done, value } = await batches.next();
    if (done) return { ...value, all };
    all.push(...value);
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** A request to fetch from a loopback server. */
export function fetchRequest(url: string, gitDir: string, fields: Partial<FetchRequest> = {}): FetchRequest {
  return {
    url,
    gitDir,
    branch: null,
    policy: { allowPrivate: true, allowedHosts: [] },
    resolve: async () => ['127.0.0.1'],
    searchPath: SEARCH_PATH,
    limits: { timeoutMs: 30_000, maxBytes: 200e6 },
    ...fields,
  };
}

/** What was fetched. Throws if nothing was. */
export function fetchedOf(fetched: Fetched): Extract<Fetched, { type: 'fetched' }> {
  if (fetched.type !== 'fetched') throw new Error(JSON.stringify(fetched));
  return fetched;
}

/** Random bytes, which do not compress. */
export const noise = (bytes: number): Buffer =>
  Buffer.from(Array.from({ length: bytes }, () => Math.floor(Math.random() * 256)));
