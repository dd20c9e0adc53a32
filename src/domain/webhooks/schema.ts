import { z } from 'zod';
import { byId, oneOf, optional } from '../fields';
import { pageInput } from '../page';
import { WEBHOOK_MODES, WEBHOOK_PROVIDERS, WEBHOOK_STATES } from './rules';

/** `id` is the repo's, here and below. */
export const setWebhookInput = byId.extend({
  mode: oneOf('mode', WEBHOOK_MODES),
  /** The kind of the repo's Git host. By default it follows from the repo. */
  provider: optional(oneOf('provider', WEBHOOK_PROVIDERS)),
});

export const webhookFields = z.object({
  /** Null while the webhook is off. */
  mode: z.enum(WEBHOOK_MODES).nullable(),
  provider: z.enum(WEBHOOK_PROVIDERS),
  /** Where the Git host sends its deliveries. */
  url: z.string(),
  /** What it signs them with. It is shown once, when it is made. */
  secret: z.string().nullable(),
  state: z.enum(WEBHOOK_STATES),
  /** Why an earlier webhook is still at the Git host. */
  message: z.string().nullable(),
});
export const webhookReceipt = z.object({ id: z.uuid(), deleted: z.literal(true) });

export const listDeliveriesInput = pageInput.extend(byId.shape);
export const deliveryFields = z.object({
  id: z.uuid(),
  event: z.string(),
  receivedAt: z.date(),
  outcome: z.string(),
});

/** What came of a delivery. */
export const deliveryReceipt = z.object({ outcome: z.string() });

export type SetWebhookInput = z.infer<typeof setWebhookInput>;
/** The pages also offer the host at which a connection can make it. */
export type Webhook = z.infer<typeof webhookFields> & { connectedHost: string | null };
export type WebhookReceipt = z.infer<typeof webhookReceipt>;
export type ListDeliveriesInput = z.infer<typeof listDeliveriesInput>;
export type Delivery = z.infer<typeof deliveryFields>;
export type DeliveryReceipt = z.infer<typeof deliveryReceipt>;

const commit = (field: string) =>
  z
    .string(`${field} must be a commit id`)
    .regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, `${field} must be a commit id`);

/** The fields of a push that all Git hosts have. */
export const pushFields = z.object({
  ref: z.string('ref must be the name of a branch or tag'),
  before: commit('before'),
  after: commit('after'),
});
