'use client';

import { skipToken, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { PageLink } from '@/ui/PageLink';
import { linkStyle } from '@/ui/styles';
import { coverageMessage } from './scanMessages';

/** How much the newest completed scan of a repository covered. */
export function CoverageWords({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.scan.overviews.queryOptions({ repoIds: [repoId] }));
  const lastCompleted = data[0]?.lastCompleted;
  const { data: coverage } = useQuery(
    trpc.scan.coverage.queryOptions(lastCompleted ? { id: lastCompleted.id } : skipToken),
  );
  if (!lastCompleted) return <span className="text-muted">–</span>;
  // A line as high as the answer, so that nothing moves when that comes.
  if (!coverage) return <span>&nbsp;</span>;
  return (
    <>
      {coverageMessage(coverage, lastCompleted.complete === true)}
      {lastCompleted.complete ? null : (
        <PageLink
          href={`${paths.scan(lastCompleted.id)}#coverage`}
          className={`${linkStyle} block w-fit rounded`}
        >
          What was not scanned
        </PageLink>
      )}
    </>
  );
}
