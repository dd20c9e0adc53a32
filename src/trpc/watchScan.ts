import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@/server/trpc/root';

type WatchItem =
  inferRouterOutputs<AppRouter>['scan']['watch'] extends AsyncIterable<infer Item> ? Item : never;

/** An event of a scan, as JSON. */
export type ScanNews = WatchItem extends { data: infer News } ? News : never;

export type ScanWatcher = {
  onNews: (news: ScanNews) => void;
  /** Whether the stream is connected. While it is not, the browser retries. */
  onConnection: (open: boolean) => void;
};

/** The server sends something at least this often. A longer silence means a dead connection. In milliseconds. */
const SILENCE_MS = 40_000;

/**
 * Follows a scan by server-sent events. The browser reconnects by itself and sends the last event id.
 * It reads tRPC's stream (https://trpc.io/docs/server/subscriptions) without tRPC's link, which would add the
 * code of all links to every page.
 * @returns stops following
 */
export function watchScan(id: string, { onNews, onConnection }: ScanWatcher): () => void {
  const input = encodeURIComponent(JSON.stringify({ id }));
  const source = new EventSource(`/api/trpc/scan.watch?input=${input}`);
  let silence: ReturnType<typeof setTimeout> | undefined;

  function lose(): void {
    clearTimeout(silence);
    onConnection(false);
  }
  function stop(): void {
    clearTimeout(silence);
    source.close();
  }
  function hear(): void {
    clearTimeout(silence);
    silence = setTimeout(lose, SILENCE_MS);
    onConnection(true);
  }

  source.addEventListener('connected', hear);
  source.addEventListener('ping', hear);
  source.addEventListener('message', ({ data }) => {
    hear();
    onNews(JSON.parse(data) as ScanNews);
  });
  source.addEventListener('error', lose);
  // The end of the stream, or a refusal. A query then returns the reason.
  source.addEventListener('return', stop);
  source.addEventListener('serialized-error', () => {
    stop();
    lose();
  });
  return stop;
}
