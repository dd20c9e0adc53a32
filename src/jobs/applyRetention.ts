import { applyRetention } from '@/domain/retention/lifecycle';
import { deletionJob } from './deletion';

/** Applies the retention rule. A run that was interrupted stays open, and is resumed. */
export const applyRetentionJob = deletionJob('retention.apply', (ctx, _, throttle) =>
  applyRetention(ctx, throttle),
);
