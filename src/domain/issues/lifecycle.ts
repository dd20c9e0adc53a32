import { type ApiProvider, type HostClient, type HostIssue, ProviderError } from '@/providers/provider';
import { type ApiConnection, openClient, recordRefusal, recordUse } from '../connections/lifecycle';
import { reconnectMessage } from '../connections/rules';
import type { Context, Tx } from '../context';
import { type Site, siteOf } from '../hostItems/lifecycle';
import { claimNext, releaseLease, renewLease, send, sendMissing } from '../jobs/lifecycle';
import { type Claimant, JOBS, type Lease } from '../jobs/schema';
import { findLiveRepo, linkConnection, lockLiveRepo } from '../repos/lifecycle';
import type { Repo } from '../repos/schema';
import { completeScan } from '../scans/lifecycle';
import type { ClaimedScan } from '../scans/rules';
import * as query from './query';
import {
  COMMENTS,
  groupIn,
  LABEL,
  MOST_ISSUES,
  nextStep,
  type Setting,
  summaryOf,
  type Text,
  textOf,
  WAIT_FOR_PERSON,
  waitAfter,
} from './rules';
import * as store from './store';

/** Completes a scan of a repo. If it is complete, the repo's issues wait for a worker. Throws ScanEnded. */
export async function completeRepoScan(
  ctx: Context,
  scan: ClaimedScan,
  end: Parameters<typeof completeScan>[2],
): Promise<void> {
  await completeScan(ctx, scan, end, async (tx) => {
    if (end.outcome.complete) await requestIssues(tx, scan.repoId);
  });
}

/** Makes a repo's issues wait for a worker, if its creator wants any. */
export async function requestIssues(tx: Tx, repoId: string): Promise<void> {
  if (await store.request(tx, repoId)) await send(tx, 'repo.issues');
}

/** Tries the issues of a user's repos at once, as a new connection may help. */
export async function retryIssues(tx: Tx, userId: string): Promise<void> {
  if ((await store.endWaits(tx, userId)) > 0) await send(tx, 'repo.issues');
}

/** Tries a repo's issues at once, whatever their host has said. */
export async function retryIssuesOf(tx: Tx, repoId: string): Promise<void> {
  if (await store.endWait(tx, repoId)) await send(tx, 'repo.issues');
}

/** Claims the repo whose turn it is; undefined if none waits. */
export async function claimRun({ db }: Context, claimant: Claimant): Promise<Lease | undefined> {
  return db.$transaction((tx) => claimNext(tx, store.LINE, claimant));
}

/** @returns false if the lease was lost */
export async function renewRun({ db }: Context, lease: Lease): Promise<boolean> {
  return renewLease(db, store.LINE, lease);
}

/** Releases a repo. @param waitSeconds until it is tried again; without it, at once and by another worker */
export async function releaseRun({ db }: Context, lease: Lease, waitSeconds?: number): Promise<void> {
  await db.$transaction(async (tx) => {
    await releaseLease(tx, store.LINE, lease, waitSeconds ?? 0);
    if (waitSeconds === undefined) await send(tx, 'repo.issues');
  });
}

/** For the worker: sends jobs for repos that wait without one, as after a worker's death. */
export async function sendMissingRuns({ db }: Context): Promise<void> {
  await sendMissing(db, store.LINE);
}

/** Something that only the repo's creator can change. */
class Hindered extends Error {
  override readonly name = 'Hindered';
}

/** Where the issues of a repo are. */
type Target = Setting & Site;

/**
 * Opens, closes and reopens a repo's issues. Safe to repeat, and to kill: a row comes first, then the issue with its
 * marker, then its number. What was opened but not recorded is found by its marker.
 * @param lost aborts when the lease is lost, as another worker then continues
 * @returns seconds until it is tried again; undefined if it is done
 */
export async function runIssues(
  makeContext: () => Context,
  lease: Lease,
  lost: AbortSignal,
): Promise<number | undefined> {
  const ctx = makeContext();
  const repo = await findLiveRepo(ctx.db, lease.id);
  const plan = await planRun(ctx, lease, repo);
  if (!plan) return undefined;
  if (repo?.issueAutoCreateEnabled) {
    try {
      await syncIssues(makeContext, await targetOf(ctx, repo), lost);
    } catch (error) {
      return noteFailure(ctx, lease, error, plan.failures);
    }
  }
  await store.finish(ctx.db, lease, plan.requested);
  return undefined;
}

/** Chooses the groups of a scan that get an issue, once a scan. @returns undefined if the lease was lost */
async function planRun(
  { db, now }: Context,
  lease: Lease,
  repo: Repo | undefined,
): Promise<store.Run | undefined> {
  return db.$transaction(async (tx) => {
    if (!repo || !(await lockLiveRepo(tx, repo.id))) return undefined;
    const run = await store.lockHeld(tx, lease);
    if (!run || run.planned >= run.requested || !repo.issueAutoCreateEnabled) return run;
    const { id, issueAutoCreateMinSeverity: minSeverity } = repo;
    const wanted = await query.listWanted(tx, id, { minSeverity, take: MOST_ISSUES + 1 });
    const chosen = wanted.slice(0, MOST_ISSUES).map(({ groupId }) => groupId);
    // The summary has the repo's own id in place of a group's.
    await store.insertRows(tx, id, wanted.length > MOST_ISSUES ? [...chosen, id] : chosen, now);
    await store.savePlanned(tx, id, run.requested);
    return run;
  });
}

/**
 * A repo without a linked connection gets this one. Later it could be another account's, which would not find the
 * issues. A linked one stays.
 * @throws Hindered if the repo's owner has no connection by which issues can be opened
 */
async function targetOf(ctx: Context, repo: Repo): Promise<Target> {
  const site = await siteOf(ctx.db, repo);
  if (!site) throw new Hindered(UNCONNECTED);
  const { connection, fullName } = site;
  if (repo.oauthConnectionId === null) await linkConnection(ctx, repo.id, connection.id);
  return {
    ...{ ...site, provider: connection.provider, repoId: repo.id },
    url: `${connection.baseUrl}/${fullName.split('/').map(encodeURIComponent).join('/')}`,
    publicUrl: ctx.settings.publicUrl,
  };
}

const UNCONNECTED =
  'Issues need a connection to GitHub, GitLab or Gitea by which this repository is read. Connect its host in the settings.';

/** One comparison of a repo's issues with its host's. */
type Sync = {
  readonly makeContext: () => Context;
  readonly target: Target;
  /** Asks the host with a new client, as each client has a time limit. */
  readonly ask: <T>(call: (client: HostClient) => Promise<T>) => Promise<T>;
  readonly present: ReadonlySet<string>;
  readonly atHost: ReadonlyMap<string, HostIssue>;
};

async function syncIssues(makeContext: () => Context, target: Target, lost: AbortSignal): Promise<void> {
  const { connection, fullName, repoId } = target;
  const { db } = makeContext();
  const rows = await store.listRows(db, repoId);
  if (rows.length === 0) return;
  const groupIds = rows.map(({ groupId }) => groupId);
  const present = await query.listPresent(db, repoId, groupIds);
  const ask = async <T>(call: (client: HostClient) => Promise<T>) => {
    lost.throwIfAborted();
    const client = await openClient(makeContext(), connection);
    if (!client) throw new ProviderError('refused', '');
    return call(client);
  };
  const listed = await ask((client) => client.listIssues({ fullName, account: connection.account }));
  await recordUse(makeContext(), connection);
  const sync = { makeContext, target, ask, present, atHost: byGroup(listed) };
  for (const row of rows) {
    if (row.groupId === repoId) continue;
    await (row.state === 'pending' ? openIssue(sync, row) : followIssue(sync, row));
  }
  const summary = rows.find(({ groupId }) => groupId === repoId);
  if (summary) await syncSummary(sync, summary);
}

/** Of issues with the same marker, the oldest counts. */
function byGroup(issues: readonly HostIssue[]): Map<string, HostIssue> {
  const found = new Map<string, HostIssue>();
  for (const issue of issues.toSorted((a, b) => a.number - b.number)) {
    const groupId = groupIn(issue.body);
    if (groupId !== undefined && !found.has(groupId)) found.set(groupId, issue);
  }
  return found;
}

/** Opens the issue of a group, unless its host has it. */
async function openIssue(sync: Sync, row: store.Row): Promise<void> {
  const { makeContext, target, present, atHost } = sync;
  const { db } = makeContext();
  const known = atHost.get(row.groupId);
  if (known) {
    await store.updateRow(db, row.id, { state: 'open', number: known.number, url: known.url });
    await followIssue(sync, { ...row, number: known.number });
    return;
  }
  if (!present.has(row.groupId)) return store.deletePending(db, row.id);
  const { findings, count } = await query.readGroup(db, target.repoId, { groupId: row.groupId, take: 11 });
  const [first, ...others] = findings;
  if (!first) return store.deletePending(db, row.id);
  await create(sync, row, textOf(target, row.groupId, { findings: [first, ...others], count }));
}

async function create({ makeContext, target, ask }: Sync, row: store.Row, text: Text): Promise<void> {
  const { fullName, connection } = target;
  const issue = { ...text, label: LABEL };
  const place = { fullName, account: connection.account };
  const { number, url } = await ask((client) => client.createIssue(place, issue));
  await store.updateRow(makeContext().db, row.id, { state: 'open', number, url });
}

/** Closes or reopens an issue, or records what a person has done to it. */
async function followIssue(sync: Sync, row: store.Row, text?: Text): Promise<void> {
  const { makeContext, target, ask, present, atHost } = sync;
  const known = atHost.get(row.groupId);
  const { to, send: change } = nextStep(row.state, known?.state, present.has(row.groupId));
  const number = known?.number ?? row.number;
  const retitled = to === 'open' && text && known && text.title !== known.title ? text : {};
  if (number !== null && (change !== undefined || 'title' in retitled)) {
    const sent = change && {
      state: change === 'close' ? ('closed' as const) : ('open' as const),
      comment: COMMENTS[change],
    };
    const place = { fullName: target.fullName, account: target.connection.account };
    await ask((client) => client.updateIssue(place, number, { ...retitled, ...sent }));
  }
  if (to === row.state) return;
  const { db, now } = makeContext();
  await store.updateRow(db, row.id, { state: to, closedAt: to === 'open' ? null : now });
}

/** The one issue that says how many groups have none yet. It is closed when all have one. */
async function syncSummary(sync: Sync, row: store.Row): Promise<void> {
  const { makeContext, target, atHost } = sync;
  const { db } = makeContext();
  const repo = await findLiveRepo(db, target.repoId);
  const more = repo ? await query.countWanted(db, repo.id, repo.issueAutoCreateMinSeverity) : 0;
  const text = summaryOf(target, more);
  const present = new Set(more > 0 ? [row.groupId] : []);
  const known = atHost.get(row.groupId);
  if (row.state !== 'pending') return followIssue({ ...sync, present }, row, text);
  if (known) {
    await store.updateRow(db, row.id, { state: 'open', number: known.number, url: known.url });
    return followIssue({ ...sync, present }, { ...row, state: 'open' }, text);
  }
  return more > 0 ? create(sync, row, text) : store.deletePending(db, row.id);
}

/** Records why a repo's issues could not be opened. @returns seconds until they are tried again */
async function noteFailure(ctx: Context, lease: Lease, error: unknown, failures: number): Promise<number> {
  if (error instanceof Hindered) {
    await store.fail(ctx.db, lease, error.message);
    return WAIT_FOR_PERSON;
  }
  if (!(error instanceof ProviderError)) throw error;
  const repo = await findLiveRepo(ctx.db, lease.id);
  const site = repo && (await siteOf(ctx.db, repo));
  await store.fail(ctx.db, lease, await messageOf(ctx, error, site?.connection));
  if (error.kind === 'limited') return error.retryAfter ?? JOBS['repo.issues'].backoffSeconds;
  return error.kind === 'unavailable' ? waitAfter(failures) : WAIT_FOR_PERSON;
}

/** What a token needs to open issues. */
const ISSUE_NEEDS: Record<ApiProvider, string> = {
  github: 'the permission Issues: read and write (a classic token: repo)',
  gitlab: 'the scope api',
  gitea: 'the scope write:issue',
};

async function messageOf(
  ctx: Context,
  { kind, message }: ProviderError,
  connection: ApiConnection | undefined,
): Promise<string> {
  if (!connection) return UNCONNECTED;
  if (kind === 'refused') {
    await recordRefusal(ctx, connection);
    return reconnectMessage(connection);
  }
  if (kind !== 'forbidden') return message;
  return `${message} To open issues, the token needs ${ISSUE_NEEDS[connection.provider]}.`;
}
