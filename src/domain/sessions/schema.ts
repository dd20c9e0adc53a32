import { z } from 'zod';

/** What opened a session, and from where, as far as its request said; nothing of it is proved. */
export type SessionOrigin = { readonly userAgent: string | null; readonly address: string | null };

export const sessionFields = z.object({
  id: z.uuid(),
  createdAt: z.date(),
  expiresAt: z.date(),
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  /** Whether it is the session that asks. */
  current: z.boolean(),
});

export const sessionReceipt = z.object({ id: z.uuid(), deleted: z.literal(true) });
export const endedSessions = z.object({ ended: z.int() });

export type Session = z.infer<typeof sessionFields>;
export type SessionReceipt = z.infer<typeof sessionReceipt>;
export type EndedSessions = z.infer<typeof endedSessions>;
