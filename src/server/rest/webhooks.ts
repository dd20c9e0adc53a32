import { byId } from '@/domain/fields';
import { pageOf } from '@/domain/page';
import {
  deliveryFields,
  listDeliveriesInput,
  setWebhookInput,
  webhookFields,
  webhookReceipt,
} from '@/domain/webhooks/schema';
import { deleteWebhook, getWebhook, listDeliveries, setWebhook } from '@/domain/webhooks/service';
import { delivery } from './delivery';
import { operation } from './operation';

export const get = operation('/api/repos/{id}/webhook', {
  summary: 'Get the webhook of a repository, without its secret',
  doing: 'get webhook',
  who: 'user',
  input: byId,
  output: webhookFields,
  run: getWebhook,
});

export const set = operation('/api/repos/{id}/webhook', {
  summary: 'Turn the webhook of a repository on, with a new secret',
  doing: 'set webhook',
  who: 'user',
  input: setWebhookInput,
  output: webhookFields,
  run: setWebhook,
});

export const remove = operation('/api/repos/{id}/webhook', {
  summary: 'Turn the webhook of a repository off',
  doing: 'delete webhook',
  who: 'user',
  input: byId,
  output: webhookReceipt,
  run: deleteWebhook,
});

export const deliveries = operation('/api/repos/{id}/deliveries', {
  summary: 'List what the Git host of a repository has sent, newest first, and what came of it',
  doing: 'list deliveries',
  who: 'user',
  input: listDeliveriesInput,
  output: pageOf(deliveryFields),
  run: listDeliveries,
});

export const github = delivery('/api/webhooks/github', 'github');
export const gitlab = delivery('/api/webhooks/gitlab', 'gitlab');
export const gitea = delivery('/api/webhooks/gitea', 'gitea');
