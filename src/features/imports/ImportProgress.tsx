'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isOver, stateOf } from '@/domain/scans/rules';
import { followPace } from '@/lib/followPace';
import { formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { Scan, ScanProgress } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { DialogActions } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { PageLink } from '@/ui/PageLink';
import { ProgressBar } from '@/ui/ProgressBar';
import { linkStyle } from '@/ui/styles';
import { outcomeOf, progressText, refusedOf } from './importText';

type ImportProgressProps = { scanId: string; onAgain: () => void; onClose: () => void };

/** Follows an import to its end, and shows its result. It goes on without the page. */
export function ImportProgress({ scanId, onAgain, onClose }: ImportProgressProps) {
  const { data, error } = useFollowedImport(scanId);
  const over = data && isOver(data.scan.status) ? data : undefined;
  return (
    <>
      {over ? (
        <Result {...over} />
      ) : (
        <ProgressBar
          label="Import"
          done={undefined}
          text={messageOf(error) ?? progressText(numbersOf(data?.stages ?? []))}
        />
      )}
      <p aria-live="polite" className="sr-only">
        {over ? `The import is ${stateOf(over.scan)}.` : 'The results are being imported.'}
      </p>
      <DialogActions>
        <PageLink href={paths.scan(scanId)} className={`${linkStyle} mr-auto self-center rounded`}>
          Open the import
        </PageLink>
        {over ? <Button onClick={onAgain}>Import another</Button> : null}
        <Button variant={over ? 'primary' : 'secondary'} onClick={onClose}>
          {over ? 'Done' : 'Close'}
        </Button>
      </DialogActions>
    </>
  );
}

/** An import with its stages. What it changes on the page is fetched again at its end. */
function useFollowedImport(id: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const followed = useQuery(
    trpc.scan.progress.queryOptions(
      { id },
      {
        retry: false,
        refetchInterval: ({ state }) =>
          state.data && isOver(state.data.scan.status)
            ? false
            : followPace(state.dataUpdateCount, state.status === 'error'),
      },
    ),
  );
  const over = followed.data !== undefined && isOver(followed.data.scan.status);
  useEffect(() => {
    if (!over) return;
    void queryClient.invalidateQueries(trpc.finding.pathFilter());
    void queryClient.invalidateQueries(trpc.scan.list.pathFilter());
    void queryClient.invalidateQueries(trpc.scan.overviews.pathFilter());
  }, [over, trpc, queryClient]);
  return followed;
}

function numbersOf(stages: ScanProgress['stages']): Readonly<Record<string, number>> {
  return stages.find(({ name }) => name === 'import')?.numbers ?? {};
}

function Result({ scan, stages }: ScanProgress) {
  if (scan.status === 'failed')
    return <Notice tone="danger">{scan.errorMessage ?? 'The import failed.'}</Notice>;
  if (scan.status === 'cancelled') return <p>This import was cancelled. What it had imported is kept.</p>;
  const refused = numbersOf(stages).refused ?? 0;
  const outcome = <p className="font-medium tabular-nums">{outcomeOf(scan, refused)}</p>;
  if (stateOf(scan) === 'complete') return <Notice tone="good">{outcome}</Notice>;
  return (
    <Notice tone="warning">
      {outcome}
      <NotImported scan={scan} />
    </Notice>
  );
}

/** A few are shown, and all that are kept on the page of the import. */
const SHOWN = 5;

function NotImported({ scan }: { scan: Scan }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.scan.coverage.queryOptions({ id: scan.id }));
  const all = data ? refusedOf(data) : [];
  return (
    <>
      <ul aria-label="Not imported" className="mt-2 flex flex-col gap-1.5 text-sm">
        {all.slice(0, SHOWN).map(({ pointer, what }) => (
          <li key={`${pointer} ${what}`} className="break-words">
            {pointer ? <code className="font-mono break-all">{pointer}</code> : null} {what}
          </li>
        ))}
      </ul>
      {all.length > SHOWN ? (
        <p className="mt-1.5 text-sm">
          And {formatCount(all.length - SHOWN)} more, on the page of the import.
        </p>
      ) : null}
      <p className="mt-2 text-sm">What the file lacks stays open, as it was not read completely.</p>
    </>
  );
}
