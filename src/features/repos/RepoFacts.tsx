'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { Archive, RotateCw } from 'lucide-react';
import { canRequestProbe } from '@/domain/repos/rules';
import { isSshRemote } from '@/lib/isSshRemote';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { Badge, type BadgeStyle } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { useCommand } from '@/ui/commands';
import { Notice } from '@/ui/Notice';
import { PageLink } from '@/ui/PageLink';
import { buttonStyle, linkStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';
import { HostIcon } from './HostIcon';
import { RemoteFacts } from './RemoteFacts';
import { shortRemote } from './remoteLabel';
import { useFollowedRepo } from './useFollowedRepo';
import { useRequestProbe } from './useRequestProbe';

const ARCHIVED: BadgeStyle = { tone: 'neutral', icon: Archive };

/** A repository's facts. */
export function RepoFacts({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id }));
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
      {repo.remoteUrl ? (
        <span className="flex min-w-0 items-center gap-2">
          <HostIcon remoteUrl={repo.remoteUrl} />
          <RemoteLink url={repo.remoteUrl} />
        </span>
      ) : null}
      <RemoteFacts repo={repo} />
      {repo.remoteArchived ? <Badge appearance={ARCHIVED}>Archived at its host</Badge> : null}
      {repo.remoteFormerUrl ? (
        <span className="wrap-anywhere">Renamed there, from {shortRemote(repo.remoteFormerUrl)}</span>
      ) : null}
      {repo.remote.checkedAt ? (
        <span>
          Remote checked <Time value={repo.remote.checkedAt} />
        </span>
      ) : null}
    </div>
  );
}

/** Follows a probe of the remote, and shows its result if the user should act on it. */
export function RemoteNotice({ id }: { id: string }) {
  const { repo, gone } = useFollowedRepo(id);
  const { remote, defaultBranch } = repo;
  const { requestProbe, asking } = useRequestProbe(id);
  const mayProbe = repo.rights.includes('repos:write');
  useCommand('Check the remote again', RotateCw, requestProbe, mayProbe && canRequestProbe(repo));
  if (gone) {
    return (
      <Notice tone="danger" className="mb-5">
        {repo.name} is no longer there: it has been deleted.{' '}
        <PageLink href={paths.repos()} className={linkStyle}>
          Go to the repositories
        </PageLink>
      </Notice>
    );
  }
  if (remote.state === 'pending') {
    return (
      <Notice tone="fact" className="mb-5">
        Checking {defaultBranch ? `the branch ${defaultBranch}` : 'the default branch'} and its newest commit.
        This page updates by itself.
      </Notice>
    );
  }
  if (remote.state === 'found' || remote.message === null) return null;
  const again = mayProbe ? (
    <div className="flex flex-wrap gap-2">
      {repo.remoteUrl === null ? (
        <PageLink href={paths.repo(id, 'settings')} className={buttonStyle()}>
          Set its URL
        </PageLink>
      ) : null}
      {remote.state === 'empty' ? null : (
        <PageLink href={paths.connections()} className={buttonStyle()}>
          Connections
        </PageLink>
      )}
      <Button busy={asking} onClick={requestProbe}>
        Try again
      </Button>
    </div>
  ) : undefined;
  return (
    <Notice tone={remote.state === 'failed' ? 'danger' : 'warning'} action={again} className="mb-5">
      {remote.message} <NextTry at={remote.nextTryAt} />
      {remote.state === 'failed' && isSshRemote(repo.remoteUrl) ? (
        <PageLink href={paths.deployKey(id)} className={linkStyle}>
          Show the deploy key
        </PageLink>
      ) : null}
    </Notice>
  );
}

/** When a host that is down is asked again by itself. */
function NextTry({ at }: { at: string | null }) {
  if (at === null) return null;
  return (
    <>
      Next try <Time value={at} />.
    </>
  );
}

/** Only a web address becomes a link. */
function RemoteLink({ url }: { url: string }) {
  if (isSshRemote(url)) return <span className="truncate">{shortRemote(url)}</span>;
  return (
    <a href={url} rel="noreferrer" target="_blank" className={`${linkStyle} truncate`}>
      {shortRemote(url)}
    </a>
  );
}
