import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FetchOrder } from '@/git/fetch';
import { type HistoryOrder, type HistoryRead, readHistory } from '@/git/history';
import type { HistoryCommit, HistoryFile } from '@/git/historyEvents';
import type { Reading } from '@/git/reading';

export const SEARCH_PATH = process.env.PATH ?? '';

/** A directory of its own, and how to be rid of it. */
export function scratch(): { directory: string; in: (name: string) => string; remove: () => void } {
  const directory = mkdtempSync(path.join(tmpdir(), 'heimdall-reading-'));
  return {
    directory,
    in: (name) => path.join(directory, name),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

export function readingOf(gitDir: string, fields: Partial<Reading> = {}): Reading {
  return { gitDir, searchPath: SEARCH_PATH, timeoutMs: 60_000, ...fields };
}

/** Reads a history whole, with limits that no test reaches unless it sets them. */
export async function historyOf(
  gitDir: string,
  tips: readonly string[],
  fields: Partial<HistoryOrder> = {},
): Promise<HistoryRead & { seen: HistoryCommit[]; files: HistoryFile[] }> {
  const seen: HistoryCommit[] = [];
  const files: HistoryFile[] = [];
  const read = await readHistory({
    ...readingOf(gitDir),
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

/** An order to fetch from a loopback server. */
export function fetchOrder(url: string, gitDir: string, fields: Partial<FetchOrder> = {}): FetchOrder {
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
