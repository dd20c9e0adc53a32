import type { ActorContext, Context } from '../context';
import { newSecret } from '../credentials';
import { DomainError, notFound } from '../errors';
import type { ById } from '../fields';
import { discard, faultOf, findItem, makeItem, siteOf } from '../hostItems/lifecycle';
import { cutPage, keyset } from '../keyset';
import type { Page } from '../page';
import { lockLiveRepo } from '../repos/lifecycle';
import type { Repo } from '../repos/schema';
import { requireRepo } from '../repos/service';
import { pushedBy, recordDelivery, secretContext } from './lifecycle';
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
  const made = row?.mode === 'provider' ? await findItem(ctx.db, repo.id, 'webhook') : undefined;
  const site = made ? undefined : await siteOf(ctx.db, repo);
  const provider = row?.provider ?? site?.connection.provider ?? likelyProvider(repo);
  return {
    mode: row?.mode ?? null,
    provider,
    url: made?.mark ?? urlOf(ctx, provider),
    secret: null,
    state: row ? await stateOf(ctx, row) : 'off',
    connectedHost: made?.host ?? site?.connection.host ?? null,
    message: await faultOf(ctx.db, repo.id, 'webhook'),
  };
}

function urlOf({ settings }: Context, provider: WebhookProvider): string {
  return `${settings.publicUrl}/api/webhooks/${provider}`;
}

async function stateOf({ db, vault }: Context, row: store.Row): Promise<Webhook['state']> {
  if (vault.open(row.secret, secretContext(row.repoId)) === undefined) return 'unreadable';
  if (await store.hasDelivery(db, row.repoId, row.createdAt)) return 'receiving';
  return row.mode === 'provider' ? 'active' : 'waiting';
}

/**
 * Turns a repo's webhook on. Only its creator may.
 * Manual: with a new secret, to paste at its Git host. An earlier one ends.
 * Provider: made at its Git host by a connection. Repeated, it is made again if it is missing there.
 * @throws DomainError missing_scope; not_found, no_access of the repo; webhook_unavailable; and for the mode provider
 *   needs_reconnect, host_unavailable, rate_limited
 */
export async function setWebhook(ctx: ActorContext, input: SetWebhookInput): Promise<Webhook> {
  const repo = await requireRepo(ctx.db, ctx.actor, input.id, 'repos:write');
  if (repo.remoteUrl === null) throw new DomainError('webhook_unavailable', NO_REMOTE);
  if (input.mode === 'provider') return setAtHost(ctx, repo);
  const secret = newSecret();
  const { provider = likelyProvider(repo) } = input;
  const row = await save(ctx, repo, { mode: 'manual', provider, secret });
  return { ...(await present(ctx, repo, row)), secret };
}

/** Its URL has an id of its own, by which it is found among those of other users. */
async function setAtHost(ctx: ActorContext, repo: Repo): Promise<Webhook> {
  const site = await siteOf(ctx.db, repo);
  if (!site) throw new DomainError('webhook_unavailable', NO_CONNECTION, 'mode');
  const { provider } = site.connection;
  const { secret } = await makeItem(ctx, repo, site, {
    kind: 'webhook',
    hasSecret: true,
    markOf: (id) => `${urlOf(ctx, provider)}?id=${id}`,
    make: (client, fullName, { mark: url, secret: signs }) =>
      client.ensureWebhook(fullName, { url, secret: signs }),
  });
  return present(ctx, repo, await save(ctx, repo, { mode: 'provider', provider, secret }));
}

type NewWebhook = Pick<store.Row, 'mode' | 'provider' | 'secret'>;

/** Saves a webhook with its sealed secret. One that Heimdall has made is removed if its user makes another. */
async function save(ctx: ActorContext, repo: Repo, { secret, ...webhook }: NewWebhook): Promise<store.Row> {
  const sealed = ctx.vault.seal(secret, secretContext(repo.id));
  const row = { ...webhook, repoId: repo.id, secret: sealed };
  return ctx.db.$transaction(async (tx) => {
    if (!(await lockLiveRepo(tx, repo.id))) throw notFound('Repo', repo.id);
    // Another request has turned it off meanwhile.
    if (row.mode === 'provider' && !(await findItem(tx, repo.id, 'webhook')))
      throw notFound('Webhook', repo.id);
    const known = await store.findWebhook(tx, repo.id);
    // One that Heimdall makes again keeps its secret, and so what has arrived by it.
    const isSame = row.mode === 'provider' && known?.mode === 'provider';
    const saved = { ...row, createdAt: isSame ? known.createdAt : ctx.now };
    await store.saveWebhook(tx, saved);
    if (row.mode === 'manual') await discard(tx, repo.id, 'webhook');
    return saved;
  });
}

const NO_REMOTE = 'This repository has no remote_url yet, by which a webhook would find it; set it first';
const NO_CONNECTION =
  'No connection to the Git host of this repository can make a webhook there; use the mode manual, and paste its URL and secret';

/**
 * Turns a repo's webhook off. One that Heimdall has made is removed at its host by a worker. What was delivered stays.
 * @throws DomainError missing_scope; not_found, no_access of the repo; not_found if it is off
 */
export async function deleteWebhook({ db, actor }: ActorContext, { id }: ById): Promise<WebhookReceipt> {
  const repo = await requireRepo(db, actor, id, 'repos:write');
  const isDeleted = await db.$transaction(async (tx) => {
    await discard(tx, repo.id, 'webhook');
    return store.deleteWebhook(tx, repo.id);
  });
  if (!isDeleted) throw notFound('Webhook', id);
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
  const { limit, before } = keyset(page, 'deliveries');
  return cutPage(await store.listDeliveries(db, repo.id, { before, take: limit + 1 }), limit, 'deliveries');
}

/**
 * Takes a delivery whose signature has been checked.
 * @param repoIds the repos that it is about
 * @throws DomainError invalid_json; invalid_input for a push without commits
 */
export async function takeDelivery(ctx: Context, sent: Sent, repoIds: string[]): Promise<DeliveryReceipt> {
  const push = readPush(sent);
  const outcomes: Outcome[] = [];
  const pushed = push && pushedBy(push, sent);
  for (const repoId of repoIds) outcomes.push(await recordDelivery(ctx, repoId, sent, pushed));
  return { outcome: overall(outcomes) };
}

function readPush({ provider, event, body }: Sent): Push | undefined {
  if (body === undefined) throw new DomainError('invalid_json', 'The request body is not valid JSON');
  if (!isPush(provider, event, body)) return undefined;
  const { ref, before, after } = pushFields.parse(body);
  return { ref, before, after, defaultBranch: defaultBranchIn(body) };
}
