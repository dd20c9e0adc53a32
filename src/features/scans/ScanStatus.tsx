'use client';

import { useQuery } from '@tanstack/react-query';
import { isOver, stateOf } from '@/domain/scans/rules';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import type { Scan, ScanProgress, ScanStage } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { Notice } from '@/ui/Notice';
import { PageLink } from '@/ui/PageLink';
import { ProgressBar } from '@/ui/ProgressBar';
import { linkStyle, panelStyle } from '@/ui/styles';
import { StageList } from './StageList';
import { announcementOf, outcomeOf, reasonsOf, workOf } from './scanMessages';
import { STAGE_WORDS, styleOf } from './scanStyles';
import { useRate } from './useRate';
import { useWatchedScan } from './useWatchedScan';

type ScanStatusProps = {
  id: string;
  /** Whether it is shown on another page than the scan's own, and links there. */
  linked?: boolean;
};

/** The live state of a scan: its stages, the work of the running one, and the result. */
export function ScanStatus({ id, linked = false }: ScanStatusProps) {
  const { scan, stages, lost } = useWatchedScan(id);
  const style = styleOf(scan);
  return (
    <section aria-label="Progress" className={`${panelStyle} flex flex-col gap-4 p-5`}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="text-lg font-semibold">
          <Badge appearance={style}>{style.word}</Badge>
        </span>
        {lost ? (
          <span role="status" className="text-medium">
            Connection lost. Reconnecting; the scan goes on.
          </span>
        ) : null}
        {linked ? (
          <PageLink href={paths.scan(id)} className={`${linkStyle} rounded`}>
            Open the scan
          </PageLink>
        ) : null}
      </div>
      {isOver(scan.status) ? <Ended scan={scan} /> : <AtWork stages={stages} />}
      {stages.length > 0 ? <StageList stages={stages} /> : null}
      <p aria-live="polite" className="sr-only">
        {announcementOf(scan, stages)}
      </p>
    </section>
  );
}

function AtWork({ stages }: Pick<ScanProgress, 'stages'>) {
  const running = stages.find(({ status }) => status === 'running');
  if (!running) return <ProgressBar label="Scan" done={0} text="Waiting for a worker." rate="" />;
  return <StageProgress stage={running} />;
}

function StageProgress({ stage }: { stage: ScanStage }) {
  const { done, text } = workOf(stage);
  const rate = useRate(stage);
  return <ProgressBar label={STAGE_WORDS[stage.name]} done={done} text={text} rate={rate} />;
}

function Ended({ scan }: { scan: Scan }) {
  if (scan.status === 'failed')
    return (
      <Notice tone="danger">{scan.errorMessage ?? 'The scan failed, and its worker did not say why.'}</Notice>
    );
  if (scan.status === 'cancelled')
    return <p>This scan was cancelled. Its findings are kept; all other findings are unchanged.</p>;
  return <Outcome scan={scan} />;
}

function Outcome({ scan }: { scan: Scan }) {
  const trpc = useTRPC();
  // Without Suspense: a page that has only followed the scan has not loaded its coverage.
  const { data: coverage } = useQuery(trpc.scan.coverage.queryOptions({ id: scan.id }));
  if (!coverage) return <p className="min-h-5" />;
  const reasons = reasonsOf(coverage);
  const isImport = scan.scanType === 'import';
  return (
    <>
      <p>{outcomeOf(scan, coverage)}</p>
      {stateOf(scan) === 'partial' ? (
        <Notice tone="warning">
          <p className="font-medium">Not everything was {isImport ? 'imported' : 'scanned'}.</p>
          <Reasons reasons={reasons} />
          <a href={`${paths.scan(scan.id)}#coverage`} className={`${linkStyle} mt-1 inline-block rounded`}>
            {isImport ? 'What was not imported' : 'What was and was not scanned'}
          </a>
        </Notice>
      ) : null}
    </>
  );
}

/** The reasons for a partial result; said to be unknown if the scan gives none. */
function Reasons({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return <p>The scan does not say why it is partial.</p>;
  return (
    <ul className="list-disc pl-5">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}
