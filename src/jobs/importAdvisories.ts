import { rm } from 'node:fs/promises';
import { downloadArchive } from '@/advisories/download';
import { SourceError } from '@/advisories/item';
import { readSource } from '@/advisories/readSource';
import {
  claimImport,
  findHeldImport,
  finishImport,
  recordImportProgress,
  releaseImport,
  renewImport,
} from '@/domain/advisories/lifecycle';
import type { Context } from '@/domain/context';
import { JOBS, type Lease } from '@/domain/jobs/schema';
import { uploadOf } from '@/sarif/uploads';
import type { Handler } from './handler';
import { recordSource } from './recordSource';
import type { ScanOptions } from './scanOptions';
import { underLease } from './underLease';

/** Reads an uploaded file of advisories, or downloads an archive and reads that. Another worker repeats it after a death. */
export const importAdvisoriesJob: Handler = async (env, claimant) => {
  const { makeLongContext: makeContext, scan, stopping, onFault } = env;
  const lease = await claimImport(makeContext(), claimant);
  if (!lease) return undefined;
  const renew = () => renewImport(makeContext(), lease);
  const work = (lost: AbortSignal) =>
    importFile({ makeContext, lease, scan, signal: AbortSignal.any([lost, stopping]) });
  return async () => {
    try {
      await underLease(renew, work, onFault);
    } catch (error) {
      if (stopping.aborted) await releaseImport(makeContext(), lease, 'stopped');
      else if (lease.attempt < JOBS['advisories.import'].attempts)
        await releaseImport(makeContext(), lease, 'failed');
      else await finishImport(makeContext(), lease, { counts: undefined, notes: [], error: FAULT });
      if (!stopping.aborted) throw error;
    }
  };
};

const FAULT = 'The import met a fault of Heimdall itself. The log of the worker says which.';
const NO_FILE =
  'The uploaded file is not on the machine of the worker. The web process and the worker need the same HEIMDALL_DATA_DIR.';

type Work = {
  readonly makeContext: () => Context;
  readonly lease: Lease;
  readonly scan: Pick<ScanOptions, 'advisoriesDir' | 'policy' | 'resolve'>;
  readonly signal: AbortSignal;
};

async function importFile(work: Work): Promise<void> {
  const { makeContext, lease, scan, signal } = work;
  const held = await findHeldImport(makeContext(), lease);
  if (!held) return;
  const file = uploadOf(scan.advisoriesDir, lease.id);
  try {
    const dataOf = held.ecosystem === null ? undefined : new Date();
    if (held.ecosystem !== null) await download(work, held.ecosystem, file);
    const { counts, notes } = await recordSource(readSource(file), {
      db: makeContext().db,
      origin: held.ecosystem === null ? 'import' : 'download',
      ...(dataOf && { dataOf }),
      signal,
      onProgress: (progress) => recordImportProgress(makeContext(), lease, progress),
    });
    await finishImport(makeContext(), lease, { counts, notes, error: null });
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (!(error instanceof SourceError || isMissing)) throw error;
    const reason = error instanceof SourceError ? error.message : NO_FILE;
    await finishImport(makeContext(), lease, { counts: undefined, notes: [], error: reason });
  }
  // The sweep removes the file of any other end.
  await rm(file, { force: true });
}

async function download({ makeContext, scan, signal }: Work, ecosystem: string, file: string): Promise<void> {
  const { downloadUrl } = makeContext().settings.advisories;
  const { policy, resolve } = scan;
  const place = { baseUrl: downloadUrl, path: `/${encodeURIComponent(ecosystem)}/all.zip` };
  await downloadArchive(place, file, { policy, resolve, signal });
}
