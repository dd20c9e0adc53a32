import type { WebhookProvider } from '@/domain/webhooks/rules';
import type { Webhook } from '@/trpc/types';

/** The kinds of Git hosts, in the order of the form. */
export const PROVIDER_NAMES: Record<WebhookProvider, string> = {
  github: 'GitHub',
  gitlab: 'GitLab',
  gitea: 'Gitea or Forgejo',
};

/** Where the Git host takes URL and secret, and what it is to send. */
export const SET_UP: Record<WebhookProvider, string> = {
  github:
    'In the repository’s Settings, Webhooks, add one with this URL and secret, the content type application/json, and just the push event.',
  gitlab:
    'In the project’s Settings, Webhooks, add one with this URL, this secret token, and the triggers Push events and Tag push events.',
  gitea:
    'In the repository’s Settings, Webhooks, add one of the kind Gitea or Forgejo with this target URL and secret, for push events.',
};

export const STATE_WORDS: Record<Exclude<Webhook['state'], 'off'>, string> = {
  waiting: 'No delivery has used this secret yet.',
  active: 'Heimdall has made it at the Git host. Nothing has been pushed since.',
  receiving: 'Pushes arrive, and are scanned.',
  unreadable:
    'Its secret can’t be read any more, as the secret key of this installation has changed. Make a new secret.',
};

/** What came of a delivery: `Scan requested`. */
export function outcomeText(outcome: string): string {
  const words = outcome.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
