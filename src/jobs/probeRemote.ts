import { claimProbe, recordProbe, releaseProbe, renewProbe } from '@/domain/repos/lifecycle';
import { queueFirstScan } from '@/domain/scans/lifecycle';
import { probeRemote } from '@/git/probe';
import type { Handler } from './handler';
import { sshOptionsFor } from './sshOptions';
import { underLease } from './underLease';

/** Probes the remote of a repo and records the result. The first success queues the repo's first scan. */
export const probeRemoteJob: Handler = async ({ makeContext, git, scan, stopping, onFault }, claimant) => {
  const probe = await claimProbe(makeContext(), claimant);
  if (!probe) return undefined;
  const { repo, lease } = probe;
  const renew = () => renewProbe(makeContext(), lease);
  const work = async (lost: AbortSignal) => {
    const signal = AbortSignal.any([lost, stopping]);
    const ssh = await sshOptionsFor(scan, repo);
    const result = await probeRemote(repo.remoteUrl ?? '', repo.defaultBranch, { ...git, ssh, signal });
    await recordProbe(makeContext(), probe, result, queueFirstScan);
  };
  return () =>
    underLease(renew, work, onFault).catch(async (error: unknown) => {
      await releaseProbe(makeContext(), lease, stopping.aborted ? 'stopped' : 'failed');
      if (!stopping.aborted) throw error;
    });
};
