import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { searchPath } from '@/server/env';
import { CommandError } from '../scan/target';
import { type ApiClient, createApiClient } from './apiClient';
import type { ImportArguments } from './arguments';
import { findRepo } from './findRepo';

/** What the command gets from its process. */
export type ImportEnvironment = {
  readonly token: string | undefined;
  readonly signal: AbortSignal;
  readonly stdin: Readable;
  readonly stdout: { write: (text: string) => unknown };
  readonly stderr: { write: (text: string) => unknown };
};

const MOST_MEBIBYTES = 100;
const POLL_MS = 1_000;

const scan = z.object({
  id: z.string(),
  status: z.string(),
  complete: z.boolean().nullable(),
  error_message: z.string().nullable(),
  finding_count: z.int(),
});
type Scan = z.infer<typeof scan>;
const coverage = z.object({ limits_hit: z.array(z.string()) });

/**
 * Sends a file to a server, and waits until it is imported.
 * @returns the exit code
 * @throws CommandError if it can't be done; the signal's reason when it aborts
 */
export async function runImport(args: ImportArguments, environment: ImportEnvironment): Promise<0 | 2> {
  const { token, signal, stdout, stderr } = environment;
  if (!token) {
    throw new CommandError(`HEIMDALL_TOKEN is not set. Make an API token in the settings of ${args.to}.`);
  }
  checkFile(args.file);
  const client = createApiClient(args.to, token, signal);
  const repo = await findRepo(client, args.repo, searchPath());
  const accepted = await send(client, repo.id, args.file, environment);
  const address = `${args.to}/scans/${accepted.id}`;
  if (!args.waits) {
    stdout.write(`${address}\n`);
    return 0;
  }
  const over = await waitFor(client, accepted, signal);
  if (over.status !== 'completed') {
    stderr.write(`heimdall: ${over.error_message ?? `The import was ${over.status}.`}\n`);
    return 2;
  }
  stdout.write(`${over.finding_count} open findings in ${repo.name}: ${address}\n`);
  if (over.complete) return 0;
  const { limits_hit: limits } = await client.request(`/api/scans/${over.id}/coverage`, coverage);
  stderr.write(`heimdall: Not everything was imported:\n${limits.map((limit) => `  ${limit}\n`).join('')}`);
  return 2;
}

/** Refuses a file before the server does. */
function checkFile(file: string): void {
  if (file === '-') return;
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new CommandError(`There is no ${file}.`);
  if (found.isDirectory()) throw new CommandError(`${file} is a directory.`);
  if (found.size > MOST_MEBIBYTES * 1024 * 1024) {
    throw new CommandError(`${file} is larger than ${MOST_MEBIBYTES} MiB; pack it by gzip.`);
  }
}

async function send(
  client: ApiClient,
  repoId: string,
  file: string,
  { stdin, signal }: ImportEnvironment,
): Promise<Scan> {
  const bytes: Readable = file === '-' ? stdin : createReadStream(file, { signal });
  let unread: NodeJS.ErrnoException | undefined;
  bytes.on('error', (error) => {
    unread = error;
  });
  const body = Readable.toWeb(bytes) as ReadableStream<Uint8Array>;
  const headers = { 'content-type': 'application/sarif+json' };
  try {
    const sent = { method: 'POST', headers, body, duplex: 'half' as const };
    return await client.request(`/api/repos/${repoId}/sarif`, scan, sent);
  } catch (error) {
    signal.throwIfAborted();
    if (unread) throw new CommandError(`${file} can't be read (${unread.code}).`);
    throw error;
  }
}

async function waitFor(client: ApiClient, accepted: Scan, signal: AbortSignal): Promise<Scan> {
  let now = accepted;
  while (!['completed', 'failed', 'cancelled'].includes(now.status)) {
    await pause(POLL_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
    now = await client.request(`/api/scans/${accepted.id}`, scan);
  }
  return now;
}
