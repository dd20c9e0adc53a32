import type { JobName } from '@/domain/jobs/schema';
import { applyRetentionJob } from './applyRetention';
import { deleteUserJob } from './deleteUser';
import type { Handler } from './handler';
import { openIssuesJob } from './openIssues';
import { probeRemoteJob } from './probeRemote';
import { purgeRepoJob } from './purgeRepo';
import { removeHostItemJob } from './removeHostItem';
import { triageFindingsJob } from './triageFindings';

/** What does each kind of job. */
export const HANDLERS: { readonly [N in JobName]: Handler } = {
  'repo.probe': probeRemoteJob,
  'repo.scan': async (env, claimant) => {
    // Loaded late, as it brings hundreds of rules, which a worker without a scan does not need.
    const { scanRepoJob } = await import('./scanRepo');
    return scanRepoJob(env, claimant);
  },
  'scan.import': async (env, claimant) => {
    // Loaded late, as most workers never meet an import.
    const { importSarifJob } = await import('./importSarif');
    return importSarifJob(env, claimant);
  },
  'advisories.import': async (env, claimant) => {
    // Loaded late, as few workers meet one.
    const { importAdvisoriesJob } = await import('./importAdvisories');
    return importAdvisoriesJob(env, claimant);
  },
  'repo.purge': purgeRepoJob,
  'user.delete': deleteUserJob,
  'findings.triage': triageFindingsJob,
  'repo.issues': openIssuesJob,
  'host.remove': removeHostItemJob,
  'repo.match': async (env, claimant) => {
    // Loaded late, as scans are.
    const { matchPackagesJob } = await import('./matchPackages');
    return matchPackagesJob(env, claimant);
  },
  'retention.apply': applyRetentionJob,
};
