'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { followPace } from '@/lib/followPace';
import { countOf } from '@/lib/format';
import { useTRPC } from '@/trpc/react';
import { Notice } from '@/ui/Notice';
import { headlineOf, isWorking, MODE_WORDS, rowsOf } from './advisoryText';
import { ImportList } from './ImportList';
import { ImportPanel } from './ImportPanel';
import { SourceTable } from './SourceTable';

/** What is known of advisories, how old it is, and how more is imported. */
export function AdvisoriesView() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useSuspenseQuery(
    trpc.advisory.overview.queryOptions(undefined, {
      refetchInterval: ({ state }) =>
        state.data?.imports.some(isWorking)
          ? followPace(state.dataUpdateCount, state.status === 'error')
          : false,
    }),
  );
  const { mode, imports, exploitation } = data;
  const rows = rowsOf(data, new Date());
  const headline = headlineOf(rows);
  const { epss, exploited } = exploitation;
  return (
    <div className="flex flex-col gap-5">
      <Notice tone={mode === 'off' ? 'warning' : headline.tone}>
        {mode === 'off' ? null : <p className="font-medium">{headline.text}</p>}
        <p className={mode === 'off' ? 'font-medium' : 'text-muted'}>{MODE_WORDS[mode]}</p>
      </Notice>
      <SourceTable rows={rows} />
      <p className="text-muted tabular-nums">
        {epss === 0 && exploited === 0
          ? 'No EPSS scores and no catalogue of exploited vulnerabilities are imported. They bring findings into a better order.'
          : `EPSS scores of ${countOf(epss, 'CVE')}, and ${countOf(exploited, 'CVE')} known to be exploited.`}
      </p>
      {mode === 'off' ? null : (
        <ImportPanel
          onTaken={() => void queryClient.invalidateQueries(trpc.advisory.overview.pathFilter())}
        />
      )}
      {imports.length > 0 ? <ImportList imports={imports} /> : null}
    </div>
  );
}
