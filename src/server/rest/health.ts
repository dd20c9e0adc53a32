import { getDb } from '../db';
import { schemaFaultOf } from '../installation';
import { log } from '../log';
import { isStopping } from '../stopping';
import { document } from './envelope';

/** How long a health check waits for the database, in milliseconds. */
const PATIENCE_MS = 2_000;

/** Whether requests can be served. It is not counted against any limit: a monitor must not be locked out. */
export async function answerHealth(): Promise<Response> {
  try {
    const fault = await inTime(schemaFaultOf(getDb()));
    if (fault) {
      log().error(fault.message);
      return document({ status: 'unavailable', reason: fault.reason }, 503);
    }
    // While the process stops, a proxy should send its requests elsewhere.
    return isStopping() ? document({ status: 'unavailable' }, 503) : document({ status: 'ok' }, 200);
  } catch (error) {
    log().warn({ err: error }, 'health: the database can not be reached');
    return document({ status: 'unavailable' }, 503);
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  const timeout = AbortSignal.timeout(PATIENCE_MS);
  const late = new Promise<never>((_, reject) => {
    timeout.addEventListener('abort', () => reject(new Error('the database did not answer in time')));
  });
  return Promise.race([answer, late]);
}
