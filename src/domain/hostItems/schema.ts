import { z } from 'zod';
import { HOST_ITEM_KINDS, HOST_ITEM_STATES } from './rules';

/** A webhook or deploy key that Heimdall has made at a Git host, and what came of its removal. */
export const hostItemFields = z.object({
  kind: z.enum(HOST_ITEM_KINDS),
  host: z.string(),
  /** The full name of its repository, such as `owner/name`. */
  repository: z.string(),
  state: z.enum(HOST_ITEM_STATES),
  /** What to know or do, if it could not be removed yet. */
  message: z.string().nullable(),
});
export type HostItem = z.infer<typeof hostItemFields>;
