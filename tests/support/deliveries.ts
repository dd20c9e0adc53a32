import { createHmac, randomUUID } from 'node:crypto';
import { type Answer, caller } from './api';

/** A request of a Git host to a webhook. */
export type Delivery = {
  provider?: 'github' | 'gitlab' | 'gitea';
  event?: string;
  body: unknown;
  secret: string;
  /** The id in the webhook's URL. */
  webhook?: string | undefined;
  /** The host's id of it. */
  key?: string;
  /** Replace those of the host; an empty one is not sent. */
  headers?: Record<string, string>;
};

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');

const HEADERS = {
  github: ({ event, key, secret, text }: Signed) => ({
    'x-github-event': event,
    'x-github-delivery': key,
    'x-hub-signature-256': `sha256=${hmac(secret, text)}`,
  }),
  gitlab: ({ event, key, secret }: Signed) => ({
    'x-gitlab-event': event,
    'idempotency-key': key,
    'x-gitlab-token': secret,
  }),
  gitea: ({ event, key, secret, text }: Signed) => ({
    'x-gitea-event': event,
    'x-gitea-delivery': key,
    'x-gitea-signature': hmac(secret, text),
  }),
};
type Signed = { event: string; key: string; secret: string; text: string };

/** Sends a delivery as its Git host does: signed, as JSON. A body that is text is sent unchanged. */
export function deliver(url: string, delivery: Delivery): Promise<Answer> {
  const { provider = 'github', event = 'push', secret, key = randomUUID() } = delivery;
  const text = typeof delivery.body === 'string' ? delivery.body : JSON.stringify(delivery.body);
  const all = { ...HEADERS[provider]({ event, key, secret, text }), ...delivery.headers };
  const headers = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  const query = delivery.webhook === undefined ? '' : `?id=${delivery.webhook}`;
  return caller(url).ask('POST', `/api/webhooks/${provider}${query}`, { body: text, headers });
}

export const COMMITS = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(40));
export const NO_COMMIT = '0'.repeat(40);

/** The body of a push on GitHub or Gitea, with the fields that are read. */
export function pushTo(fullName: string, fields: Record<string, unknown> = {}) {
  const [before, after] = COMMITS;
  const repository = {
    full_name: fullName,
    clone_url: `https://git.example.com/${fullName}.git`,
    default_branch: 'main',
  };
  return { ref: 'refs/heads/main', before, after, repository, ...fields };
}
