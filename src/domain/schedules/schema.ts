import { z } from 'zod';
import { byId, oneOf, optional, text } from '../fields';

export const SCHEDULE_KINDS = ['off', 'daily', 'weekly', 'cron'] as const;

/** The service checks the cron expression, as that depends on the time zone and the date. */
export const setScheduleInput = byId
  .extend({
    kind: oneOf('kind', SCHEDULE_KINDS),
    /** Minute, hour, day of the month, month and day of the week. */
    cron: optional(text('cron', 100).meta({ examples: ['30 4 * * 1-5'] })),
    timeZone: optional(text('time_zone', 64).meta({ examples: ['Europe/Berlin'] })),
  })
  .refine(({ kind, cron }) => kind !== 'cron' || cron !== undefined, {
    path: ['cron'],
    error: 'cron is required when kind is cron',
  });

export const scheduleFields = z.object({
  kind: z.enum(SCHEDULE_KINDS),
  cron: z.string().nullable(),
  timeZone: z.string(),
  /** When the next scan is due; null if the kind is off. */
  nextAt: z.date().nullable(),
});

export type ScheduleKind = (typeof SCHEDULE_KINDS)[number];
export type SetScheduleInput = z.infer<typeof setScheduleInput>;
export type Schedule = z.infer<typeof scheduleFields>;
