import { LEASE } from '@/domain/jobs/schema';

/**
 * Runs work under a lease, which it renews meanwhile.
 * @param renew returns false if the lease was lost
 * @param work its signal aborts when the lease is lost, as another worker may have claimed the row
 * @param onFault receives the error of a failed renewal; the next renewal may succeed
 */
export async function underLease<T>(
  renew: () => Promise<boolean>,
  work: (lost: AbortSignal) => Promise<T>,
  onFault: (error: unknown, doing: string) => void,
): Promise<T> {
  const losing = new AbortController();
  let renewing: Promise<void> | undefined;
  const tick = async () => {
    try {
      if (!(await renew())) losing.abort(new Error('another worker has claimed this'));
    } catch (error) {
      onFault(error, 'renew a lease');
    }
  };
  // While a renewal is waiting for a slow database, no second one begins.
  const timer = setInterval(() => {
    renewing ??= tick().finally(() => {
      renewing = undefined;
    });
  }, LEASE.renewEvery * 1000);
  try {
    return await work(losing.signal);
  } finally {
    clearInterval(timer);
    await renewing;
  }
}
