import { getDb } from '../db';
import { log } from '../log';
import { isStopping } from '../stopping';
import { document } from './envelope';

/** A probe waits no longer than this for the database. */
const PATIENCE_MS = 2_000;

/** Whether requests can be served. Not counted against any limit: a monitor must not be locked out. */
export async function answerHealth(): Promise<Response> {
  // While it stops, a proxy is to send its requests elsewhere.
  const healthy = !isStopping() && (await answersInTime());
  return document({ status: healthy ? 'ok' : 'unavailable' }, healthy ? 200 : 503);
}

async function answersInTime(): Promise<boolean> {
  const timeout = AbortSignal.timeout(PATIENCE_MS);
  const late = new Promise<never>((_, reject) => {
    timeout.addEventListener('abort', () => reject(new Error('the database did not answer in time')));
  });
  try {
    await Promise.race([getDb().$queryRaw`SELECT 1`, late]);
    return true;
  } catch (error) {
    log().warn({ err: error }, 'health: the database is out of reach');
    return false;
  }
}
