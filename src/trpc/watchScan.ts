import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@/server/trpc/root';

type Told = inferRouterOutputs<AppRouter>['scan']['watch'] extends AsyncIterable<infer Item> ? Item : never;

/** What is told of a scan as it happens, as JSON brings it. */
export type ScanNews = Told extends { data: infer News } ? News : never;

export type ScanWatcher = {
  onNews: (news: ScanNews) => void;
  /** Whether the news come as they happen; while they do not, the browser tries to have them again. */
  onConnection: (open: boolean) => void;
};

/** The server says at least this often that it is there; a longer silence is a dead connection. In milliseconds. */
const SILENCE_MS = 40_000;

/**
 * Follows a scan over server-sent events; where the connection breaks, the browser takes it up again and says how far
 * it had heard. In tRPC's form of them (https://trpc.io/docs/server/subscriptions), but not by its link, which would
 * come with all other calls to every page.
 * @returns stops
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
  // The server's last words: all is told, or it refuses to tell more, which asking will then say why.
  source.addEventListener('return', stop);
  source.addEventListener('serialized-error', () => {
    stop();
    lose();
  });
  return stop;
}
