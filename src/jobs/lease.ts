import { LEASE } from '@/domain/jobs/schema';

/**
 * Renews a lease for as long as something is done under it.
 * @param renew whether the lease still holds
 * @param work its signal aborts when the lease is lost: by then another worker may have taken it up
 * @param onFault is told of a renewal that went wrong; the next one may go well
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
      if (!(await renew())) losing.abort(new Error('another worker has taken this up'));
    } catch (error) {
      onFault(error, 'renew a lease');
    }
  };
  // A database that takes long is not asked a second time meanwhile.
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
