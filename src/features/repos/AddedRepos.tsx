'use client';

import { useQuery } from '@tanstack/react-query';
import { isAnythingKnown, isOver } from '@/domain/scans/rules';
import { SEVERITIES } from '@/engines/engine';
import { followPace } from '@/lib/followPace';
import { countOf } from '@/lib/format';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import type { Repo, RepoOverview } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { HostIcon } from './HostIcon';
import { LastScan } from './LastScan';
import { MOST_LINES } from './remoteLines';
import { REMOTE_STYLES } from './remoteStyles';

/** Repositories that were just added: each is probed, queued and scanned while one watches. */
export function AddedRepos({ repos }: { repos: readonly Repo[] }) {
  const trpc = useTRPC();
  // The newest, as one call answers for no more.
  const shown = repos.slice(-MOST_LINES);
  const ids = shown.map(({ id }) => id);
  const overviews = useQuery(
    trpc.scan.overviews.queryOptions(
      { repoIds: ids },
      {
        placeholderData: (before) => before,
        refetchInterval: ({ state }) => followPace(state.dataUpdateCount, state.status === 'error'),
      },
    ),
  );
  const now = useQuery(
    trpc.repo.byIds.queryOptions(
      { ids },
      {
        placeholderData: (before) => before,
        refetchInterval: ({ state }) => followPace(state.dataUpdateCount, state.status === 'error'),
      },
    ),
  );
  return (
    <Panel title={`${countOf(repos.length, 'repository', 'repositories')} added`}>
      <ul className="-my-2">
        {shown.map((repo) => (
          <AddedRow
            key={repo.id}
            repo={now.data?.find(({ id }) => id === repo.id) ?? repo}
            overview={overviews.data?.find(({ repoId }) => repoId === repo.id)}
          />
        ))}
      </ul>
    </Panel>
  );
}

function AddedRow({ repo, overview }: { repo: Repo; overview: RepoOverview | undefined }) {
  const { remote } = repo;
  const style = REMOTE_STYLES[remote.state];
  return (
    <li className="border-b border-line py-2 last:border-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="flex min-w-0 items-center gap-2.5">
          <HostIcon remoteUrl={repo.remoteUrl} />
          <PageLink href={paths.repo(repo.id)} className="truncate rounded font-medium hover:underline">
            {repo.name}
          </PageLink>
        </span>
        <span className="flex items-center gap-4 max-sm:pl-[26px]">
          {foundText(overview)}
          {overview?.lastScan ? (
            <LastScan scan={overview.lastScan} />
          ) : (
            <Badge appearance={style}>{style.word}</Badge>
          )}
        </span>
      </div>
      {remote.state === 'failed' ? (
        <p className="mt-0.5 pl-[26px] text-sm text-critical">{remote.message}</p>
      ) : null}
    </li>
  );
}

/** How many findings are open; nothing as long as that is not known. */
function foundText(overview: RepoOverview | undefined): string {
  if (!overview?.lastScan || !isOver(overview.lastScan.status) || !isAnythingKnown(overview)) return '';
  return countOf(
    SEVERITIES.reduce((sum, severity) => sum + overview.open[severity], 0),
    'open finding',
  );
}
