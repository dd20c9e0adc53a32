import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Context, Tx } from '../context';
import { repoOfWebhook } from '../hostItems/lifecycle';
import { newId } from '../ids';
import { findLiveRepo, lockLiveRepoAlone } from '../repos/lifecycle';
import { type Place, placeOf } from '../repos/rules';
import { queueScan, scannedState } from '../scans/lifecycle';
import type { Reseal } from '../vault';
import {
  KEPT_DAYS,
  needsScan,
  type Outcome,
  type Push,
  placesIn,
  type Sent,
  signsBodies,
  type WebhookProvider,
  whyIgnored,
} from './rules';
import * as store from './store';

/** The most repos that one delivery is about. Several users may have registered the same repository. */
const MOST_REPOS = 100;

/** The most secrets that are tried. Signing 25 MiB takes a while, and anybody may send them. */
const MOST_SECRETS = 20;

/** What the vault seals a repo's secret for. */
export function secretContext(repoId: string): string {
  return `webhook ${repoId}`;
}

/**
 * The repos that a delivery is about, as its signature proves.
 * The body is read before that, but only to find out whose secrets to try.
 * The installation's own secret is good for all repos at the address that the body names.
 * A body that is no JSON names none. So that a host reads what is wrong with it, the newest secrets are tried.
 * @returns undefined if no secret fits
 */
export async function verifiedRepos(ctx: Context, sent: Sent): Promise<string[] | undefined> {
  if (sent.signature === undefined) return undefined;
  const places = placesIn(sent.body);
  const candidates =
    sent.body === undefined
      ? await store.listNewest(ctx.db, sent.provider, MOST_SECRETS)
      : await listCandidates(ctx, places);
  const shared = ctx.settings.webhookSecrets[sent.provider];
  if (shared !== undefined && isSignedWith(shared, sent)) {
    return candidates.filter(({ remoteUrl }) => isAmong(places, remoteUrl)).map(({ id }) => id);
  }
  const named = await findNamed(ctx, sent);
  const own = [...(named ? [named] : []), ...candidates]
    .filter(({ webhook }) => webhook?.provider === sent.provider)
    .slice(0, MOST_SECRETS);
  const found = own.find(({ id, webhook }) => {
    const secret = ctx.vault.open(webhook?.secret ?? '', secretContext(id));
    return secret !== undefined && isSignedWith(secret, sent);
  });
  return found && [found.id];
}

/** The repo of the webhook that sends. Others at its path, however many, do not hide it. */
async function findNamed(ctx: Context, { webhookId }: Sent): Promise<store.Candidate | undefined> {
  const repoId = webhookId === null ? null : await repoOfWebhook(ctx, webhookId);
  return repoId === null ? undefined : store.findCandidate(ctx.db, repoId);
}

async function listCandidates({ db }: Context, places: readonly Place[]): Promise<store.Candidate[]> {
  const paths = [...new Set(places.map(({ path }) => path))];
  return paths.length > 0 ? store.listCandidates(db, paths, MOST_REPOS) : [];
}

function isAmong(places: readonly Place[], remoteUrl: string): boolean {
  const { host, path } = placeOf(remoteUrl);
  return places.some((place) => place.host === host && place.path === path);
}

const hmac = (secret: string, signed: Uint8Array) =>
  createHmac('sha256', secret).update(signed).digest('hex');

/** What each kind of host sends as proof that it knows a secret. */
const PROOFS: Record<WebhookProvider, (secret: string, signed: Uint8Array) => string> = {
  github: (secret, signed) => `sha256=${hmac(secret, signed)}`,
  gitlab: (secret) => secret,
  gitea: hmac,
};

/** Digests have the same length, which the comparison in constant time requires. */
function isSignedWith(secret: string, { provider, signature = '', signed }: Sent): boolean {
  const [given, wanted] = [signature, PROOFS[provider](secret, signed)].map((text) =>
    createHash('sha256').update(text).digest(),
  );
  return given !== undefined && wanted !== undefined && timingSafeEqual(given, wanted);
}

/** A push, with the digest of its body where a signature covers that. */
export type Pushed = { readonly push: Push; readonly bodyDigest: string | null };

/** Computed once for all repos that a push is for, as bodies can be large. */
export function pushedBy(push: Push, { provider, signed }: Sent): Pushed {
  const bodyDigest = signsBodies(provider) ? createHash('sha256').update(signed).digest('base64url') : null;
  return { push, bodyDigest };
}

/**
 * Records a delivery about a repo, and queues a scan if it needs one.
 * A burst of pushes is one scan, as one that waits has not fetched yet.
 * @param push undefined if the delivery is about none
 */
export async function recordDelivery(
  { db, now }: Context,
  repoId: string,
  { provider, event, key }: Sent,
  pushed: Pushed | undefined,
): Promise<Outcome> {
  return db.$transaction(async (tx) => {
    // Deliveries about the same repo wait for each other.
    if ((await lockLiveRepoAlone(tx, repoId)) === undefined) return 'ignored: no such repository';
    const outcome = pushed ? await judge(tx, repoId, pushed) : notAPush(event);
    const commitSha = pushed?.push.after ?? null;
    const known = { repoId, provider, key, event, commitSha, bodyDigest: pushed?.bodyDigest ?? null };
    const delivery = { id: newId(), ...known, outcome, receivedAt: now };
    if (!(await store.insertDelivery(tx, delivery))) return 'duplicate';
    if (outcome !== 'scan_requested') return outcome;
    await queueScan(tx, { id: newId(), repoId, triggeredBy: null, now }, 'waiting');
    return outcome;
  });
}

function notAPush(event: string): Outcome {
  return event === 'ping' ? 'ignored: ping' : 'ignored: not a push';
}

async function judge(tx: Tx, repoId: string, { push, bodyDigest }: Pushed): Promise<Outcome> {
  const repo = await findLiveRepo(tx, repoId);
  if (!repo) return 'ignored: no such repository';
  const ignored = whyIgnored(push, { branch: repo.defaultBranch, allRefs: repo.scanAllRefs });
  if (ignored) return ignored;
  const { isFetching, commit, wasScanned, since } = await scannedState(tx, repoId, push.after);
  const isOld = wasScanned || (since !== null && (await store.wasPushed(tx, repoId, push.after, since)));
  const isRepeated = bodyDigest !== null && (await store.hasBody(tx, repoId, push.after, bodyDigest));
  const known = { isFetching, commit, isOld, isRepeated };
  return needsScan(push, known) ? 'scan_requested' : 'already_scanned';
}

/** Encrypts all secrets anew. One that can't be opened stays, and its webhook is shown as unreadable. */
export async function resealWebhooks(tx: Tx, reseal: Reseal): Promise<void> {
  for (const { repoId, secret } of await store.listSecrets(tx)) {
    const sealed = reseal(secret, secretContext(repoId));
    if (sealed !== undefined) await store.saveSecret(tx, repoId, sealed);
  }
}

/** For the worker: deletes deliveries that are no longer listed. */
export async function deleteOldDeliveries({ db, now }: Context): Promise<void> {
  await store.deleteDeliveriesBefore(db, new Date(now.getTime() - KEPT_DAYS * 24 * 60 * 60 * 1000));
}
