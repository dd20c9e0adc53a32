import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isOver } from '@/domain/scans/rules';
import { followPace } from '@/lib/followPace';
import { useTRPC } from '@/trpc/react';
import type { ScanProgress } from '@/trpc/types';
import { type ScanNews, watchScan } from '@/trpc/watchScan';
import { afterNews } from './afterNews';

/** Lists of findings are fetched at most this often, however quickly findings arrive. */
const FINDINGS_EVERY_MS = 1_000;

export type WatchedScan = ScanProgress & {
  /** Neither the stream nor a query gets through at present. */
  lost: boolean;
};

/**
 * Follows a scan to its end: by its event stream, and without a stream by polling.
 * Findings, coverage and lists are refreshed with it. To be used once on a page.
 */
export function useWatchedScan(id: string): WatchedScan {
  const trpc = useTRPC();
  const [streams, setStreams] = useState(false);
  const { data, failureCount } = useSuspenseQuery(
    trpc.scan.progress.queryOptions(
      { id },
      {
        retry: false,
        refetchInterval: ({ state }) =>
          streams || !state.data || isOver(state.data.scan.status)
            ? false
            : followPace(state.dataUpdateCount, state.status === 'error'),
      },
    ),
  );
  const over = isOver(data.scan.status);
  const refreshFindings = useFindingsRefresh();
  useStream(id, !over, setStreams, refreshFindings);
  useFollowers(data, refreshFindings);
  return { ...data, lost: !over && !streams && failureCount > 0 };
}

/** Applies the stream's events to the cached progress until the scan is over. */
function useStream(
  id: string,
  wanted: boolean,
  onConnection: (open: boolean) => void,
  onFinding: () => void,
): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!wanted) return;
    const { queryKey } = trpc.scan.progress.queryOptions({ id });
    const onNews = (news: ScanNews) => {
      queryClient.setQueryData(queryKey, (before) => before && afterNews(before, news));
      if (news.type === 'finding_added') onFinding();
    };
    const stop = watchScan(id, { onNews, onConnection });
    return () => {
      stop();
      onConnection(false);
    };
  }, [id, wanted, trpc, queryClient, onConnection, onFinding]);
}

/** Returns a function that soon refetches the lists and numbers of findings. Frequent calls are combined. */
function useFindingsRefresh(): () => void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queryClient.invalidateQueries(trpc.finding.pathFilter());
      void queryClient.invalidateQueries(trpc.scan.overviews.pathFilter());
    }, FINDINGS_EVERY_MS);
  }, [trpc, queryClient]);
}

/** Other data about a scan changes with each of its stages, and once more with its end. */
function useFollowers({ scan, stages }: ScanProgress, refreshFindings: () => void): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const over = isOver(scan.status);
  const findings = stages.reduce((sum, { numbers }) => sum + (numbers.findings ?? 0), 0);
  const steps = [scan.status, ...stages.map(({ status }) => status)].join();
  const before = useRef({ findings, steps });
  useEffect(() => {
    if (before.current.findings !== findings) refreshFindings();
    if (before.current.steps !== steps) {
      refreshFindings();
      void queryClient.invalidateQueries(trpc.scan.coverage.pathFilter());
      void queryClient.invalidateQueries(trpc.scan.list.pathFilter());
      if (over) {
        void queryClient.invalidateQueries(trpc.scan.overviews.pathFilter());
        void queryClient.invalidateQueries(trpc.repo.byId.pathFilter());
      }
    }
    before.current = { findings, steps };
  }, [findings, steps, over, trpc, queryClient, refreshFindings]);
}
