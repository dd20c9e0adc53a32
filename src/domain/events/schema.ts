import { z } from 'zod';
import { byId, multilineText } from '../fields';
import { pageInput, pageOf } from '../page';

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

/** A page of events for the dashboard, with the names of the users in them by their ids. */
export const namedEventPage = pageOf(eventFields).extend({ names: z.record(z.string(), z.string()) });

export type EventType = (typeof EVENT_TYPES)[number];
export type FindingEvent = z.infer<typeof eventFields>;
export type NamedEventPage = z.infer<typeof namedEventPage>;
export type ListEventsInput = z.infer<typeof listEventsInput>;
export type AddCommentInput = z.infer<typeof addCommentInput>;
