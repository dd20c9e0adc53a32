'use client';

import { skipToken, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isOver, stateOf } from '@/domain/scans/rules';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { Badge } from '@/ui/Badge';
import { Notice } from '@/ui/Notice';
import { PageLink } from '@/ui/PageLink';
import { linkStyle } from '@/ui/styles';
import { WORK_LOOKS } from '@/ui/workLooks';
import { ScanStatus } from './ScanStatus';

/** On a repository's page: its scan, live while it is at work; what to know of the last one where it did not go well. */
export function RepoScan({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.scan.overviews.queryOptions({ repoIds: [repoId] }));
  const scan = data[0]?.lastScan;
  const open = scan && !isOver(scan.status);
  // What the server has rendered is there at once; of a scan that has just begun it is fetched.
  const progress = useQuery(trpc.scan.progress.queryOptions(scan ? { id: scan.id } : skipToken));
  // What was seen at work stays until the page is left, with what it has come to.
  const [watched, setWatched] = useState<string>();
  if (!scan) return null;
  if (open && watched !== scan.id) setWatched(scan.id);
  if (watched === scan.id) {
    return (
      <div className="mb-5 min-h-44">
        {progress.data ? <ScanStatus key={scan.id} id={scan.id} linked /> : null}
      </div>
    );
  }
  const state = stateOf(scan);
  if (state !== 'partial' && state !== 'failed') return null;
  return (
    <Notice
      tone={state === 'partial' ? 'warning' : 'danger'}
      className="mb-5"
      action={
        <PageLink
          href={state === 'partial' ? `${paths.scan(scan.id)}#coverage` : paths.scan(scan.id)}
          className={`${linkStyle} rounded`}
        >
          {state === 'partial' ? 'What was not scanned' : 'Why it failed'}
        </PageLink>
      }
    >
      <span className="flex flex-wrap gap-x-2">
        The last scan: <Badge look={WORK_LOOKS[state]}>{WORK_LOOKS[state].word}</Badge>
      </span>
    </Notice>
  );
}
