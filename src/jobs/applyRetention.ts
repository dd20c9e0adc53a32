import { applyRetention } from '@/domain/retention/lifecycle';
import { deletionJob } from './deletion';

/** Deletes what the retention rule says. A run that was broken off is open, and is taken up again. */
export const applyRetentionJob = deletionJob('retention.apply', (ctx, _, throttle) =>
  applyRetention(ctx, throttle),
);
