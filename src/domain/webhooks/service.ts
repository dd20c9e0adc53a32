import type { ActorContext, Context } from '../context';
import { newSecret } from '../credentials';
import { DomainError, notFound } from '../errors';
import type { ById } from '../fields';
import { cutPage, keyset } from '../keyset';
import type { Page } from '../page';
import { lockLiveRepo } from '../repos/lifecycle';
import type { Repo } from '../repos/schema';
import { requireRepo } from '../repos/service';
import { recordDelivery, secretContext } from './lifecycle';
import {
  defaultBranchIn,
  isPush,
  likelyProvider,
  type Outcome,
  overall,
  type Push,
  type Sent,
  type WebhookProvider,
} from './rules';
import {
  type Delivery,
  type DeliveryReceipt,
  type ListDeliveriesInput,
  pushFields,
  type SetWebhookInput,
  type Webhook,
  type WebhookReceipt,
} from './schema';
import * as store from './store';

/**
 * The webhook of a repo, without its secret.
 * @throws DomainError missing_scope; not_found, no_access of the repo
 */
export async function getWebhook(ctx: ActorContext, { id }: ById): Promise<Webhook> {
  const repo = await requireRepo(ctx.db, ctx.actor, id, 'repos:read');
  return present(ctx, repo, await store.findWebhook(ctx.db, repo.id));
}

async function present(ctx: Context, repo: Repo, row: store.Row | undefined): Promise<Webhook> {
  const provider = row?.provider ?? likelyProvider(repo);
  return {
    mode: row?.mode ?? null,
    provider,
    url: urlOf(ctx, provider),
    secret: null,
    state: row ? await stateOf(ctx, row) : 'off',
  };
}

function urlOf({ settings }: Context, provider: WebhookProvider): string {
  return `${settings.publicUrl}/api/webhooks/${provider}`;
}

async function stateOf({ db, vault }: Context, row: store.Row): Promise<Webhook['state']> {
  if (vault.open(row.secret, secretContext(row.repoId)) === undefined) return 'unreadable';
  return (await store.hasDelivery(db, row.repoId, row.createdAt)) ? 'receiving' : 'waiting';
}

/**
 * Turns a repo's webhook on, with a new secret. An earlier one ends. Only its creator may.
 * @throws DomainError missing_scope; not_found, no_access of the repo; webhook_unavailable
 */
export async function setWebhook(ctx: ActorContext, input: SetWebhookInput): Promise<Webhook> {
  const repo = await requireRepo(ctx.db, ctx.actor, input.id, 'repos:write');
  requireAvailable(repo, input);
  const { mode, provider = likelyProvider(repo) } = input;
  const secret = newSecret();
  const sealed = ctx.vault.seal(secret, secretContext(repo.id));
  const row = { repoId: repo.id, mode, provider, secret: sealed, createdAt: ctx.now };
  await ctx.db.$transaction(async (tx) => {
    if (!(await lockLiveRepo(tx, repo.id))) throw notFound('Repo', input.id);
    await store.saveWebhook(tx, row);
  });
  return { mode, provider, url: urlOf(ctx, provider), secret, state: 'waiting' };
}

/** No client of a Git host makes webhooks there, so the user pastes their URL and secret. */
function requireAvailable(repo: Repo, { mode }: SetWebhookInput): void {
  if (repo.remoteUrl === null) throw new DomainError('webhook_unavailable', NO_REMOTE);
  if (mode === 'provider') throw new DomainError('webhook_unavailable', NO_CONNECTION, 'mode');
}

const NO_REMOTE = 'This repository has no remote_url yet, by which a webhook would find it; set it first';
const NO_CONNECTION =
  'No connection to the Git host of this repository can make a webhook there; use the mode manual, and paste its URL and secret';

/**
 * Turns a repo's webhook off. What was delivered stays listed.
 * @throws DomainError missing_scope; not_found, no_access of the repo; not_found if it is off
 */
export async function deleteWebhook({ db, actor }: ActorContext, { id }: ById): Promise<WebhookReceipt> {
  const repo = await requireRepo(db, actor, id, 'repos:write');
  if (!(await store.deleteWebhook(db, repo.id))) throw notFound('Webhook', id);
  return { id: repo.id, deleted: true };
}

/**
 * What a repo's Git host has sent in the last 30 days, newest first.
 * @throws DomainError missing_scope; not_found, no_access of the repo; invalid_input for an invalid cursor
 */
export async function listDeliveries(
  { db, actor }: ActorContext,
  { id, ...page }: ListDeliveriesInput,
): Promise<Page<Delivery>> {
  const repo = await requireRepo(db, actor, id, 'repos:read');
  const { limit, before } = keyset(page);
  return cutPage(await store.listDeliveries(db, repo.id, { before, take: limit + 1 }), limit);
}

/**
 * Takes a delivery whose signature has been checked.
 * @param repoIds the repos that it is about
 * @throws DomainError invalid_json; invalid_input for a push without commits
 */
export async function takeDelivery(ctx: Context, sent: Sent, repoIds: string[]): Promise<DeliveryReceipt> {
  const push = readPush(sent);
  const outcomes: Outcome[] = [];
  for (const repoId of repoIds) outcomes.push(await recordDelivery(ctx, repoId, sent, push));
  return { outcome: overall(outcomes) };
}

function readPush({ provider, event, body }: Sent): Push | undefined {
  if (body === undefined) throw new DomainError('invalid_json', 'The request body is not valid JSON');
  if (!isPush(provider, event, body)) return undefined;
  const { ref, before, after } = pushFields.parse(body);
  return { ref, before, after, defaultBranch: defaultBranchIn(body) };
}
