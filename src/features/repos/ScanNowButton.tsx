'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { Radar } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useId } from 'react';
import { isOver } from '@/domain/scans/rules';
import { paths } from '@/lib/paths';
import { VIEWS_ONLY } from '@/lib/roleWords';
import { useTRPC } from '@/trpc/react';
import { Button } from '@/ui/Button';
import { useCommand } from '@/ui/commands';
import { PageLink } from '@/ui/PageLink';
import { buttonStyle } from '@/ui/styles';
import { overviewsInput } from './repoFilters';
import { type ScanObstacle, scanObstacle } from './scanObstacle';
import { useScanNow } from './useScanNow';

type ScanNowButtonProps = {
  repoId: string;
  label?: string;
  /** Opens the requested scan. */
  follow?: boolean;
};

/** Requests a scan of a repository. While a scan runs, it links to that one instead. */
export function ScanNowButton({ repoId, label = 'Scan now', follow = false }: ScanNowButtonProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const reason = useId();
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id: repoId }));
  const { data } = useSuspenseQuery(trpc.scan.overviews.queryOptions(overviewsInput([repo])));
  const { scanNow, asking } = useScanNow(repoId);
  const scan = data[0]?.lastScan;
  const atWork = scan && !isOver(scan.status) ? scan : undefined;
  const obstacle = scanObstacle(repo);
  const possible = obstacle === undefined;
  const act = () => scanNow(follow ? ({ id }) => router.push(paths.scan(id)) : undefined);
  useCommand(label, Radar, act, possible && !atWork);
  if (atWork) {
    return (
      <PageLink href={paths.scan(atWork.id)} className={buttonStyle()}>
        <Radar aria-hidden className="size-4" />
        Watch the scan
      </PageLink>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {obstacle === undefined ? null : (
        <span id={reason} className="text-sm text-muted">
          {OBSTACLES[obstacle]}
        </span>
      )}
      <Button
        variant="primary"
        busy={asking}
        aria-disabled={!possible || asking || undefined}
        aria-describedby={possible ? undefined : reason}
        onClick={possible ? act : undefined}
      >
        {asking ? null : <Radar aria-hidden className="size-4" />}
        {label}
      </Button>
    </div>
  );
}

const OBSTACLES: Record<ScanObstacle, string> = {
  viewer: VIEWS_ONLY,
  no_remote: 'Without a remote there is nothing to scan.',
};
