import { byId } from '@/domain/fields';
import { listDeliveriesInput, setWebhookInput } from '@/domain/webhooks/schema';
import { deleteWebhook, getWebhook, listDeliveries, setWebhook } from '@/domain/webhooks/service';
import { router, userProcedure } from './init';

/** The webhook of a repo, and what was delivered through it. */
export const webhookRouter = router({
  get: userProcedure
    .meta({ doing: 'get webhook' })
    .input(byId)
    .query(({ ctx, input }) => getWebhook(ctx.user, input)),

  set: userProcedure
    .meta({ doing: 'set webhook' })
    .input(setWebhookInput)
    .mutation(({ ctx, input }) => setWebhook(ctx.user, input)),

  delete: userProcedure
    .meta({ doing: 'delete webhook' })
    .input(byId)
    .mutation(({ ctx, input }) => deleteWebhook(ctx.user, input)),

  deliveries: userProcedure
    .meta({ doing: 'list deliveries' })
    .input(listDeliveriesInput)
    .query(({ ctx, input }) => listDeliveries(ctx.user, input)),
});
