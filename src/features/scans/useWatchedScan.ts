import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isOver } from '@/domain/scans/rules';
import { followPace } from '@/lib/followPace';
import { useTRPC } from '@/trpc/react';
import type { ScanProgress } from '@/trpc/types';
import { type ScanNews, watchScan } from '@/trpc/watchScan';
import { afterNews } from './afterNews';

/** Findings are read at most this often, however quickly they come. */
const FINDINGS_EVERY_MS = 1_000;

export type WatchedScan = ScanProgress & {
  /** Neither the stream nor a call gets through at present. */
  lost: boolean;
};

/**
 * Follows a scan to its end: by its stream of events, and as long as that can't be had, by asking. Findings, coverage
 * and what lists tell of the scan follow with it. To be used once on a page.
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

/** Takes what the stream tells into what the page knows, for as long as there is something to be told. */
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

/** Reads lists of findings anew, soon: however often it is called, not more often than they can be followed. */
function useFindingsRefresh(): () => void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queryClient.invalidateQueries(trpc.finding.list.pathFilter());
    }, FINDINGS_EVERY_MS);
  }, [trpc, queryClient]);
}

/** What else a page shows of a scan changes with its stages, and once more with its end. */
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
