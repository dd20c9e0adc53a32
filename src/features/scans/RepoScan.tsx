'use client';

import { skipToken, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { isOver } from '@/domain/scans/rules';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { late } from '@/ui/late';
import { Notice } from '@/ui/Notice';
import { PageLink } from '@/ui/PageLink';
import { linkStyle } from '@/ui/styles';

const ScanStatus = late(async () => (await import('./ScanStatus')).ScanStatus);

/**
 * A repository's scan on its page, live while it runs. Of a last scan that failed, the reason is shown.
 */
export function RepoScan({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.scan.overviews.queryOptions({ repoIds: [repoId] }));
  const scan = data[0]?.lastScan;
  const open = scan && !isOver(scan.status);
  // Rendered by the server if the scan existed then. A scan that has just begun is fetched.
  const progress = useQuery(trpc.scan.progress.queryOptions(scan ? { id: scan.id } : skipToken));
  // A scan that was seen running stays with its result until the user leaves the page.
  const [watched, setWatched] = useState<string>();
  // What the server renders must not come after the rest, as it would move what is below.
  const [isServed] = useState(Boolean(open && progress.data));
  if (!scan) return null;
  if (open && watched !== scan.id) setWatched(scan.id);
  if (watched === scan.id) {
    const status = progress.data ? <ScanStatus key={scan.id} id={scan.id} linked /> : null;
    return <div className="mb-5 min-h-44">{isServed ? status : <Suspense>{status}</Suspense>}</div>;
  }
  if (scan.status !== 'failed') return null;
  return (
    <Notice
      tone="danger"
      className="mb-5"
      action={
        <PageLink href={paths.scan(scan.id)} className={`${linkStyle} rounded`}>
          Open the scan
        </PageLink>
      }
    >
      <p className="font-medium">The last scan failed.</p>
      <p>{progress.data?.scan.errorMessage}</p>
    </Notice>
  );
}
