import type { Repo } from '@/trpc/types';

/** Why a user can't request a scan: the role allows viewing only, or there is no remote. */
export type ScanObstacle = 'viewer' | 'no_remote';

/** Why a user can't request a scan of a repository; undefined if they can. */
export function scanObstacle({ rights, remote }: Pick<Repo, 'rights' | 'remote'>): ScanObstacle | undefined {
  if (!rights.includes('scans:write')) return 'viewer';
  return remote.state === 'none' ? 'no_remote' : undefined;
}
