import type { Context } from '../context';
import { newId } from '../ids';
import { lockLiveRepoAlone } from '../repos/lifecycle';
import { queueScan } from '../scans/lifecycle';
import { nextTime } from './rules';
import * as store from './store';

/** So many start in one sweep. Others do not wait long, as sweeps are a few seconds apart. */
const MOST_AT_ONCE = 100;

/**
 * For the worker: queues the scans that are due, and moves their schedules to the next time after now.
 * So a scan that was due several times while no worker ran is queued once.
 */
export async function queueDueScans({ db, now }: Context): Promise<void> {
  for (const due of await store.listDue(db, now, MOST_AT_ONCE)) {
    await db.$transaction(async (tx) => {
      // Locked first, as a deletion locks a repo before its schedule. Workers take turns here, and the first one moves it.
      const isLive = (await lockLiveRepoAlone(tx, due.repoId)) !== undefined;
      const isMine = isLive && (await store.advance(tx, due, nextTime(due, now)));
      if (!isMine || !due.hasRemote) return;
      await queueScan(tx, { id: newId(), repoId: due.repoId, triggeredBy: null, now });
    });
  }
}
