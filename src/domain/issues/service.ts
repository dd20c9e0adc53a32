import type { ActorContext } from '../context';
import type { ById } from '../fields';
import { requireFinding } from '../findings/service';
import { cutPage, keyset } from '../keyset';
import type { Page } from '../page';
import { requireRepo } from '../repos/service';
import { retryIssuesOf } from './lifecycle';
import * as query from './query';
import { MOST_ISSUES } from './rules';
import type { DryRun, DryRunInput, FindingIssue, Issue, IssueStatus, ListIssuesInput } from './schema';
import * as store from './store';

/**
 * The issues that Heimdall has opened at a repo's Git host, newest first.
 * @throws DomainError missing_scope; not_found, no_access of the repo; invalid_input for an invalid cursor
 */
export async function listIssues(
  { db, actor }: ActorContext,
  { id, ...page }: ListIssuesInput,
): Promise<Page<Issue>> {
  const repo = await requireRepo(db, actor, id, 'findings:read');
  const { limit, before } = keyset(page, 'issues');
  return cutPage(await query.listIssues(db, repo.id, { before, take: limit + 1 }), limit, 'issues');
}

/**
 * Which issues the next scan would open at a threshold. Nothing is opened or changed.
 * @throws DomainError missing_scope; not_found, no_access of the repo
 */
export async function dryRun(
  { longDb, db, actor }: ActorContext,
  { id, minSeverity }: DryRunInput,
): Promise<DryRun> {
  const repo = await requireRepo(db, actor, id, 'findings:read');
  const wanted = await query.listWanted(longDb, repo.id, { minSeverity, take: MOST_ISSUES + 1 });
  return { wouldOpen: wanted.slice(0, MOST_ISSUES), capped: wanted.length > MOST_ISSUES };
}

/**
 * What stands in the way of a repo's issues, and when they are tried again.
 * @throws DomainError missing_scope; not_found, no_access of the repo
 */
export async function issueStatus({ db, actor, now }: ActorContext, { id }: ById): Promise<IssueStatus> {
  const repo = await requireRepo(db, actor, id, 'findings:read');
  const { message = null, workerId = null, leaseUntil = null } = (await store.findStatus(db, repo.id)) ?? {};
  const isWaiting = message !== null && workerId === null && leaseUntil !== null && leaseUntil > now;
  return { message, nextTryAt: isWaiting ? leaseUntil : null };
}

/**
 * Ends the wait for a repo's host, so that its issues are tried now.
 * @throws DomainError missing_scope; not_found, no_access of the repo
 */
export async function tryIssues(ctx: ActorContext, { id }: ById): Promise<IssueStatus> {
  const repo = await requireRepo(ctx.db, ctx.actor, id, 'repos:write');
  await ctx.db.$transaction((tx) => retryIssuesOf(tx, repo.id));
  return issueStatus(ctx, { id });
}

/**
 * The issue that was opened for a finding and others of its group; null without any. `id` is the finding's.
 * @throws DomainError missing_scope; not_found, no_access of the finding
 */
export async function issueOfFinding(
  { db, actor }: ActorContext,
  { id }: ById,
): Promise<FindingIssue | null> {
  const { repoId, groupId } = await requireFinding(db, actor, id, 'findings:read');
  return (await store.findIssue(db, { repoId, groupId })) ?? null;
}
