import { recordRematch } from '@/domain/findings/lifecycle';
import { requestIssues } from '@/domain/issues/lifecycle';
import type { Lease } from '@/domain/jobs/schema';
import { beginMatch, claimMatch, endMatch, releaseMatch, renewMatch } from '@/domain/packages/lifecycle';
import { recordUncompared } from '@/domain/scans/lifecycle';
import { suppressionsOf } from '@/domain/suppressions/lifecycle';
import type { Exception } from '@/engines/dependencies/package';
import type { FileDetection } from '@/engines/engine';
import { coverPaths } from '@/scan/coverPaths';
import { type AllowEntry, createDetectionMaker } from '@/scan/detections';
import { exceptDetections, type PackageDetection } from '@/scan/exceptions/except';
import { compareInventory, concludeBy, keysOf } from '@/scan/packages';
import { createScanEngines, type ScanEngines } from '@/scan/pool/pool';
import type { Handler } from './handler';
import type { ScanOptions } from './scanOptions';
import { storedAdvisories } from './storedAdvisories';
import { underLease } from './underLease';

/** Compares the packages of a repo with changed advisories, from what its last scan has read. Nothing is fetched. */
export const matchPackagesJob: Handler = async ({ scan: options, stopping, onFault }, claimant) => {
  const { makeContext } = options;
  const lease = await claimMatch(makeContext(), claimant);
  if (!lease) return undefined;
  const renew = () => renewMatch(makeContext(), lease);
  const work = (lost: AbortSignal) => matchPackages(options, lease, AbortSignal.any([lost, stopping]));
  return async () => {
    try {
      const isDone = await underLease(renew, work, onFault);
      if (!isDone) await releaseMatch(makeContext(), lease, 'failed');
    } catch (error) {
      await releaseMatch(makeContext(), lease, stopping.aborted ? 'stopped' : 'failed');
      if (!stopping.aborted) throw error;
    }
  };
};

/** @returns false where it has to be done again: a scan has changed the repo meanwhile, or packages are left */
async function matchPackages(options: ScanOptions, lease: Lease, signal: AbortSignal): Promise<boolean> {
  const { makeContext } = options;
  const advisories = storedAdvisories(options, null);
  const engine = options.engines.find(({ packages }) => packages !== undefined);
  const about = await beginMatch(makeContext(), lease);
  if (!about) return true;
  const ctx = makeContext();
  // Nothing is known of packages without an engine for them. What is recorded stays as it is.
  if (!engine) return endMatch(ctx, about, true, async () => {});
  const data = await advisories.of(await keysOf(about.inventory));
  const allowList = await suppressionsOf(ctx, lease.id);
  return withEngines(options, signal, async (engines) => {
    const compared = await compareInventory(
      concludeBy({ engines, limits: options.limits }, engine.id),
      about.inventory,
      { data, advice: advisories.advice, now: ctx.now },
    );
    if (compared.uncompared > 0) {
      options.onFault(
        new Error(compared.limits.join(' ')),
        `compare all packages of the repository ${lease.id}`,
      );
    }
    const { exceptions } = about.inventory;
    const { detections: found, coveringOf } = await judge(engines, {
      ...{ allowList, exceptions, detections: compared.detections, now: ctx.now },
    });
    const makeDetection = createDetectionMaker([engine], allowList, options.digestKey);
    const detections = found.map(({ path, detection, excepted }) =>
      makeDetection(detection, path, { inTree: true, history: null }, coveringOf(path), excepted),
    );
    signal.throwIfAborted();
    const { isChecked, uncompared } = compared;
    const rematch = { repoId: lease.id, scanId: about.scanId, source: engine.id, detections, isChecked };
    return endMatch(ctx, about, uncompared === 0, async (tx) => {
      await recordUncompared(tx, about.scanId, uncompared);
      const { added, fixed } = await recordRematch(tx, rematch, ctx.now);
      if (added + fixed > 0) await requestIssues(tx, lease.id);
    });
  });
}

/** Runs work with an engine process, as scans do. The first task starts it. */
async function withEngines<T>(
  { searchPath, digestKey, limits, enginePool: pool }: ScanOptions,
  signal: AbortSignal,
  run: (engines: ScanEngines) => Promise<T>,
): Promise<T> {
  const { maxFileBytes, timeoutMs, fileMs, engineStallMs: stallMs } = limits;
  const setUp = { gitDir: null, searchPath, digestKey, maxFileBytes, timeoutMs, allowList: [] };
  const engines = createScanEngines(setUp, { pool, fileMs, stallMs, processes: 1 }, signal);
  try {
    return await run(engines);
  } finally {
    engines.stop();
  }
}

type Judged = {
  readonly allowList: readonly AllowEntry[];
  readonly exceptions: readonly Exception[];
  readonly detections: readonly FileDetection[];
  readonly now: Date;
};

/** Finds what the repository excepts, and which entries of the allow-list cover each path. */
async function judge(
  engines: ScanEngines,
  { allowList, exceptions, detections, now }: Judged,
): Promise<{
  readonly detections: readonly PackageDetection[];
  readonly coveringOf: (path: string) => readonly number[];
}> {
  const paths = [...new Set(detections.map(({ path }) => path))];
  const patterns = allowList.map(({ path }) => path);
  const { coveringOf } = await coverPaths(engines, patterns, paths);
  const excepted = await exceptDetections(engines, exceptions, detections, now);
  return { detections: excepted.detections, coveringOf };
}
