import { z } from 'zod';

/** The client and address of the request that opened a session. Neither is verified. */
export type SessionOrigin = { readonly userAgent: string | null; readonly address: string | null };

export const sessionFields = z.object({
  id: z.uuid(),
  createdAt: z.date(),
  expiresAt: z.date(),
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  /** Whether it is the session of this request. */
  current: z.boolean(),
});

export const sessionReceipt = z.object({ id: z.uuid(), deleted: z.literal(true) });
export const endedSessions = z.object({ ended: z.int() });

export type Session = z.infer<typeof sessionFields>;
export type SessionReceipt = z.infer<typeof sessionReceipt>;
export type EndedSessions = z.infer<typeof endedSessions>;
