import { type RepoAccess, repoIdsWith, usersWhoSee } from '../access';
import { requireScope } from '../actor';
import type { ActorContext, Tx } from '../context';
import { DomainError, invalidInput, notFound } from '../errors';
import { recordEvents } from '../events/lifecycle';
import type { ById } from '../fields';
import {
  setSeverity as changeSeverity,
  type LockedFinding,
  lockFindings,
  setAssignees,
} from '../findings/lifecycle';
import { allowedStatuses, decisionOf } from '../findings/rules';
import type { Finding, FindingFilter } from '../findings/schema';
import { requireFinding } from '../findings/service';
import { isId, newId } from '../ids';
import { leaseEnd, send } from '../jobs/lifecycle';
import { listRepoIds, lockLiveRepos, requireAccess } from '../repos/lifecycle';
import { withRetry } from '../retry';
import { isOneOf } from '../users/lifecycle';
import { changeAll, decide, runTriage } from './lifecycle';
import { countMatching, findAccess, listMatching } from './query';
import {
  BATCH_SIZE,
  isChanged,
  isUndo,
  jobOf,
  MOST_AT_ONCE,
  mayUndo,
  type Overtaken,
  requireFuture,
  resultOf,
  type TriageOrder,
  type TriageRow,
  undoResultOf,
} from './rules';
import type {
  AssignInput,
  AssignManyInput,
  AssignManyResult,
  SetSeverityInput,
  SetStatusInput,
  SeverityChange,
  StatusChange,
  TriageAnswer,
  TriageInput,
  TriageJob,
  TriageOneInput,
  UndoAnswer,
  UndoInput,
} from './schema';
import * as store from './store';

/**
 * Sets the status of a finding. The present one again keeps the new reason and end, without an event.
 * @throws DomainError missing_scope; not_found, no_access; finding_changed; invalid_input for a status that no user
 *   may set, or a past end
 */
export async function setStatus(ctx: ActorContext, input: SetStatusInput): Promise<StatusChange> {
  requireScope(ctx.actor, 'findings:write');
  const { actor, now } = ctx;
  requireFuture(input.until, now);
  const decision = decisionOf(input);
  return changeFinding(ctx, input, async (tx, finding) => {
    if (!allowedStatuses(finding.status).includes(input.status)) throw unsupportedStatus(input.status);
    const cause = { actorId: actor.userId, comment: input.comment ?? null };
    await decide(tx, [{ finding, decision }], cause, now);
    return { id: finding.id, oldStatus: finding.status, status: input.status };
  });
}

function unsupportedStatus(status: string): DomainError {
  return invalidInput('status', `Unsupported finding status: ${status}`);
}

/**
 * Sets the severity of a finding. Scans then keep it.
 * @throws DomainError missing_scope; not_found, no_access of the finding; finding_changed
 */
export async function setSeverity(ctx: ActorContext, input: SetSeverityInput): Promise<SeverityChange> {
  requireScope(ctx.actor, 'findings:write');
  return changeFinding(ctx, input, async (tx, finding) => {
    await changeSeverity(tx, finding, input.severity, ctx.now);
    const [oldSeverity, newSeverity] = [finding.severity, input.severity];
    const values = { oldValue: oldSeverity, newValue: newSeverity, comment: null };
    const event = { findingId: finding.id, type: 'severity_changed' as const, actorId: ctx.actor.userId };
    const [recorded] = await recordEvents(tx, [{ ...event, ...values }], ctx.now);
    if (!recorded) throw new Error('the event was not recorded');
    return { findingId: finding.id, oldSeverity, newSeverity, event: recorded };
  });
}

/**
 * Assigns a finding to a user who may see its repo, or to nobody.
 * @throws DomainError missing_scope; not_found, no_access of the finding; finding_changed; invalid_input for another user
 */
export async function assign(ctx: ActorContext, { assigneeId, ...input }: AssignInput): Promise<Finding> {
  requireScope(ctx.actor, 'findings:write');
  await changeFinding(ctx, input, async (tx, finding, repo) => {
    if (assigneeId !== null && !(await isOneOf(tx, assigneeId, usersWhoSee(repo)))) {
      throw invalidInput('assigneeId', 'assignee_id must be the id of a user who may see this repository');
    }
    if (assigneeId !== finding.assigneeId) {
      await setAssignees(tx, [finding.id], assigneeId, ctx.now);
      const values = { oldValue: finding.assigneeId, newValue: assigneeId, comment: null };
      const event = { findingId: finding.id, type: 'assignee_changed' as const, actorId: ctx.actor.userId };
      await recordEvents(tx, [{ ...event, ...values }], ctx.now);
    }
  });
  return requireFinding(ctx.db, ctx.actor, input.id, 'findings:write');
}

/**
 * Assigns all findings that a filter matches in repos that the actor may triage. The assignee has to see them, too.
 * @throws DomainError missing_scope; invalid_input if very many match
 */
export async function assignMany(
  { db, actor, now }: ActorContext,
  { assigneeId, filter }: AssignManyInput,
): Promise<AssignManyResult> {
  requireScope(actor, 'findings:write');
  const which = { filter, me: actor.userId, before: newId() };
  const mine = await listRepoIds(db, repoIdsWith('findings:write', actor));
  const matching = await countMatching(db, which, mine, MOST_AT_ONCE + 1);
  if (matching > MOST_AT_ONCE) throw invalidInput('filter', TOO_MANY);
  const seenBy = assigneeId && repoIdsWith('findings:read', { userId: assigneeId }, mine);
  const repoIds = seenBy ? await listRepoIds(db, seenBy) : mine;
  let [updated, skipped] = [0, matching];
  let after: { repo: string; finding: string } | undefined;
  for (;;) {
    const page = await listMatching(db, which, { repoIds, after, take: BATCH_SIZE });
    updated += await withRetry(() =>
      db.$transaction((tx) => assignBatch(tx, page, { assigneeId, actor, now })),
    );
    skipped -= page.length;
    const last = page.at(-1);
    if (!last || page.length < BATCH_SIZE) return { updated, skipped: Math.max(skipped, 0) };
    after = { repo: last.repoId, finding: last.id };
  }
}

const TOO_MANY = `filter matches more than ${MOST_AT_ONCE} findings, which can't be assigned at once; narrow it`;

async function assignBatch(
  tx: Tx,
  page: readonly { id: string; repoId: string }[],
  { assigneeId, actor, now }: Pick<AssignInput, 'assigneeId'> & Pick<ActorContext, 'actor' | 'now'>,
): Promise<number> {
  const repoIds = page.map(({ repoId }) => repoId);
  const live = await lockLiveRepos(tx, repoIds);
  const ids = page.filter(({ repoId }) => live.has(repoId)).map(({ id }) => id);
  const others = (await lockFindings(tx, ids)).filter((finding) => finding.assigneeId !== assigneeId);
  await setAssignees(
    tx,
    others.map(({ id }) => id),
    assigneeId,
    now,
  );
  const events = others.map((finding) => ({
    ...{ findingId: finding.id, type: 'assignee_changed' as const, actorId: actor.userId },
    ...{ oldValue: finding.assigneeId, newValue: assigneeId, comment: null },
  }));
  await recordEvents(tx, events, now);
  return others.length;
}

/** Changes a finding that the actor may change, if it still is as the actor has seen it. */
async function changeFinding<T>(
  { db, actor }: ActorContext,
  { id, version }: { id: string; version?: number | undefined },
  change: (tx: Tx, finding: LockedFinding, repo: RepoAccess) => Promise<T>,
): Promise<T> {
  return withRetry(() =>
    db.$transaction(async (tx) => {
      const access = await requireFindings(tx, actor, [id]);
      const [finding] = await lockFindings(tx, [id]);
      const repo = access.get(id)?.repo;
      if (!finding || !repo) throw notFound('Finding', id);
      if (version !== undefined && version !== finding.version) throw changedMeanwhile();
      return change(tx, finding, repo);
    }),
  );
}

function changedMeanwhile(): DomainError {
  return new DomainError('finding_changed', 'This finding was changed meanwhile');
}

/**
 * Makes one decision on several findings: all of the listed ones or none, or all that a filter matches.
 * Many findings of a filter are left to the worker.
 * @throws DomainError missing_scope; not_found, no_access of a listed finding; invalid_input for an end that is over
 */
export async function triage(ctx: ActorContext, input: TriageInput): Promise<TriageAnswer> {
  requireScope(ctx.actor, 'findings:write');
  const { status, reason = null, until = null, comment = null, seen = null } = input;
  requireFuture(until, ctx.now);
  const decided = { status, reason, until, comment, seen };
  if (input.filter) return triageMatching(ctx, { ...decided, filter: input.filter });
  return triageListed(ctx, { ...decided, filter: null, seen: null }, [...new Set(input.ids ?? [])]);
}

/**
 * Makes a decision on one finding, which can be undone as a bulk change.
 * @throws DomainError as triage; finding_changed if the finding is no longer as the caller has seen it
 */
export async function triageOne(
  ctx: ActorContext,
  { id, version, ...input }: TriageOneInput,
): Promise<TriageAnswer> {
  requireScope(ctx.actor, 'findings:write');
  const { status, reason = null, until = null, comment = null } = input;
  requireFuture(until, ctx.now);
  return triageListed(ctx, { status, reason, until, comment, filter: null, seen: null }, [id], version);
}

/** @param version of a single finding, as the caller has seen it */
async function triageListed(
  { db, actor, now }: ActorContext,
  order: TriageOrder,
  ids: readonly string[],
  version?: number,
): Promise<TriageAnswer> {
  const about = { id: newId(), actorId: actor.userId, order };
  return withRetry(() =>
    db.$transaction(async (tx) => {
      await requireFindings(tx, actor, ids);
      const findings = await lockFindings(tx, ids);
      const missing = ids.find((id) => !findings.some((finding) => finding.id === id));
      if (missing !== undefined) throw notFound('Finding', missing);
      if (version !== undefined && findings[0]?.version !== version) throw changedMeanwhile();
      const updated = findings.filter((finding) => isChanged(finding, order.status)).length;
      await store.insertDone(tx, { ...about, createdAt: now, total: findings.length }, updated);
      await changeAll(tx, ids, about, now);
      return { updated, skipped: findings.length - updated, undoToken: about.id };
    }),
  );
}

/** Checks the actor's right on each finding, and locks their repos. */
async function requireFindings(
  tx: Tx,
  actor: ActorContext['actor'],
  ids: readonly string[],
): Promise<Awaited<ReturnType<typeof findAccess>>> {
  const access = await findAccess(tx, ids.filter(isId));
  const checked = new Set<string>();
  for (const id of ids) {
    const found = access.get(id);
    if (!found) throw notFound('Finding', id);
    if (checked.has(found.repoId)) continue;
    await requireAccess(tx, actor, found.repo, 'findings:write');
    checked.add(found.repoId);
  }
  const repoIds = new Set([...access.values()].map(({ repoId }) => repoId));
  const live = await lockLiveRepos(tx, [...repoIds]);
  const gone = [...access].find(([, { repoId }]) => !live.has(repoId));
  if (gone) throw notFound('Finding', gone[0]);
  return access;
}

async function triageMatching(
  ctx: ActorContext,
  order: TriageOrder & { filter: FindingFilter },
): Promise<TriageAnswer> {
  const { db, actor, now } = ctx;
  const row = { id: newId(), actorId: actor.userId, order, createdAt: now };
  const which = { filter: order.filter, me: actor.userId, before: row.id };
  const repoIds = await listRepoIds(db, repoIdsWith('findings:write', actor));
  const counted = await countMatching(db, which, repoIds, MOST_AT_ONCE + 1);
  const isLarge = counted > MOST_AT_ONCE;
  // The worker counts all of a large one.
  const made = await begin(ctx, { ...row, total: isLarge ? 0 : counted }, isLarge);
  if (!made) return { jobId: row.id };
  const { overtaken } = made;
  return { ...resultOf(made.row), ...(overtaken.count > 0 ? { overtaken } : {}) };
}

/**
 * Restores what a bulk change has replaced, within ten minutes. Findings that were changed since stay as they are.
 * Many are left to the worker.
 * @throws DomainError missing_scope; not_found for a token that this user does not have; in_flight; undo_over
 */
export async function undoTriage(ctx: ActorContext, { undoToken }: UndoInput): Promise<UndoAnswer> {
  requireScope(ctx.actor, 'findings:write');
  const { db, actor, now } = ctx;
  const found = isId(undoToken) ? await store.findTriage(db, undoToken, actor.userId) : undefined;
  if (!found || isUndo(found.order)) throw notFound('Triage', undoToken);
  if (!found.finishedAt) throw new DomainError('in_flight', 'This change has not finished yet');
  if (!mayUndo(found, now)) throw undoOver();
  const about = { id: newId(), actorId: actor.userId, createdAt: now };
  const row = { ...about, order: { undoes: found.id }, total: found.updated };
  const made = await begin(ctx, row, found.updated > MOST_AT_ONCE, (tx) => requireUndo(tx, found.id, now));
  return made ? undoResultOf(made.row) : { jobId: row.id };
}

async function requireUndo(tx: Tx, id: string, now: Date): Promise<void> {
  if (!(await store.markUndone(tx, id, now))) throw undoOver();
}

function undoOver(): DomainError {
  return new DomainError('undo_over', 'This change can no longer be undone');
}

/**
 * Makes a bulk change now, or leaves a large one to the worker.
 * @param prepare in the transaction that records it
 * @returns the change, if it is made, and what it has skipped because others had changed it
 */
async function begin(
  ctx: ActorContext,
  row: store.NewTriage,
  isLarge: boolean,
  prepare: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<{ row: TriageRow; overtaken: Overtaken } | undefined> {
  const { db, actor } = ctx;
  // Under a lease, so that a worker finishes it if this process dies.
  const lease = isLarge ? undefined : { id: row.id, workerId: newId(), attempt: 1 };
  await db.$transaction(async (tx) => {
    await prepare(tx);
    await store.insertOpen(tx, row);
    if (lease) await store.claim(tx, lease, leaseEnd());
    else await send(tx, 'findings.triage');
  });
  if (!lease) return undefined;
  const overtaken = await runTriage(ctx, lease, async () => undefined);
  const made = await store.findTriage(db, row.id, actor.userId);
  return made?.finishedAt ? { row: made, overtaken } : undefined;
}

/**
 * A bulk change that the worker makes, for its user.
 * @throws DomainError missing_scope; not_found, also for another user's
 */
export async function getTriageJob({ db, actor }: ActorContext, { id }: ById): Promise<TriageJob> {
  requireScope(actor, 'findings:read');
  const found = isId(id) ? await store.findTriage(db, id, actor.userId) : undefined;
  if (!found) throw notFound('Job', id);
  return jobOf(found);
}
