import { findRemote } from '@/domain/connections/lifecycle';
import {
  type ClaimedProbe,
  claimProbe,
  recordProbe,
  recordRemote,
  releaseProbe,
  renewProbe,
} from '@/domain/repos/lifecycle';
import type { ProbeResult } from '@/domain/repos/rules';
import { queueMissingScan } from '@/domain/scans/lifecycle';
import { probeRemote } from '@/git/probe';
import { followRemote } from './followRemote';
import type { Handler, WorkerEnv } from './handler';
import { readRemote } from './readRemote';
import { sshOptionsFor } from './sshOptions';
import { underLease } from './underLease';

/** Probes the remote of a repo and records the result. A success queues the scan that the repo lacks. */
export const probeRemoteJob: Handler = async ({ makeContext, git, scan, stopping, onFault }, claimant) => {
  const probe = await claimProbe(makeContext(), claimant);
  if (!probe) return undefined;
  const { lease } = probe;
  const renew = () => renewProbe(makeContext(), lease);
  const work = async (lost: AbortSignal) => {
    const signal = AbortSignal.any([lost, stopping]);
    const result = await probeRepo({ makeContext, git, scan }, probe, signal);
    await recordProbe(makeContext(), probe, result, queueMissingScan);
  };
  return () =>
    underLease(renew, work, onFault).catch(async (error: unknown) => {
      await releaseProbe(makeContext(), lease, stopping.aborted ? 'stopped' : 'failed');
      if (!stopping.aborted) throw error;
    });
};

/** Finds out where the remote is, if that is not known, and probes it. */
async function probeRepo(
  { makeContext, git, scan }: Pick<WorkerEnv, 'makeContext' | 'git' | 'scan'>,
  probe: ClaimedProbe,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const found = probe.repo.remoteUrl ?? (await findRemote(makeContext(), probe.repo));
  if (typeof found !== 'string') return found;
  const { repo } = await recordRemote(makeContext(), probe, found);
  const { remoteUrl, missing } = await followRemote(makeContext(), { ...repo, remoteUrl: found });
  const there = { ...repo, remoteUrl };
  const ssh = await sshOptionsFor(scan, there);
  const result = await readRemote(makeContext, there, (credential) =>
    probeRemote(remoteUrl, repo.defaultBranch, { ...git, signal, credential, ssh }),
  );
  return result.type === 'refused' && missing !== undefined ? { ...result, message: missing } : result;
}
