'use client';

import { Suspense } from 'react';
import { shortSha } from '@/lib/format';
import type { Repo } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { CopyButton } from '@/ui/CopyButton';
import { late } from '@/ui/late';
import { REMOTE_STYLES } from './remoteStyles';

const ProbeAction = late(async () => (await import('./RowActions')).ProbeAction);

/** The branch and newest commit of a repo, or why there are none yet. */
export function RemoteFacts({ repo }: { repo: Repo }) {
  const { remote, defaultBranch, lastCommitSha } = repo;
  const style = REMOTE_STYLES[remote.state];
  if (remote.state === 'found' && lastCommitSha) {
    return (
      <span className="flex h-6 min-w-0 items-center gap-1">
        <span className="truncate">{defaultBranch}</span>
        <span className="shrink-0 text-muted">@</span>
        <code className="shrink-0 font-mono text-sm">{shortSha(lastCommitSha)}</code>
        <CopyButton text={lastCommitSha} label={`Copy the commit SHA of ${repo.name}`} />
      </span>
    );
  }
  return (
    <span className="flex h-6 items-center gap-3" title={remote.message ?? undefined}>
      <Badge appearance={style}>{style.word}</Badge>
      {remote.state === 'failed' && repo.rights.includes('repos:write') ? (
        <Suspense>
          <ProbeAction repo={repo} />
        </Suspense>
      ) : null}
    </span>
  );
}
