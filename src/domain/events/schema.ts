import { z } from 'zod';
import { byId, multilineText } from '../fields';
import { pageInput } from '../page';

export const EVENT_TYPES = [
  'created',
  'moved',
  'status_changed',
  'severity_changed',
  'assignee_changed',
  'commented',
] as const;

/** The id is the finding's. */
export const listEventsInput = pageInput.extend(byId.shape);
export const addCommentInput = byId.extend({ comment: multilineText('comment', 10_000) });

/** The documented fields, in their documented order. */
export const eventFields = z.object({
  id: z.uuid(),
  type: z.enum(EVENT_TYPES),
  /** Null for a scan, for time, and for a deleted account. */
  actorId: z.uuid().nullable(),
  oldValue: z.string().nullable(),
  newValue: z.string().nullable(),
  comment: z.string().nullable(),
  createdAt: z.date(),
});

export type EventType = (typeof EVENT_TYPES)[number];
export type FindingEvent = z.infer<typeof eventFields>;
export type ListEventsInput = z.infer<typeof listEventsInput>;
export type AddCommentInput = z.infer<typeof addCommentInput>;
