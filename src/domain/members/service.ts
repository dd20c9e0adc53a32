import { isCreator, rightToRemove } from '../access';
import { requireScope } from '../actor';
import type { ActorContext, Db, Tx } from '../context';
import { invalidInput, notFound } from '../errors';
import { isId } from '../ids';
import { cutSortedPage, isTime, sortedKeyset } from '../keyset';
import type { Page, PageInput } from '../page';
import { lockLiveRepoAlone } from '../repos/lifecycle';
import { requireRepo } from '../repos/service';
import { findCandidate, lockAccount } from '../users/lifecycle';
import type { Candidate } from '../users/schema';
import {
  type DeleteMemberInput,
  type ListMembersInput,
  MAX_MEMBERS,
  type Member,
  type MemberReceipt,
  type SetMemberInput,
} from './schema';
import * as store from './store';

/** The name of the order of lists of members, which their cursors contain. */
const ORDER = 'members';

/**
 * The users with whom a repo is shared, newest first. All who see the repo see them.
 * @throws DomainError missing_scope; not_found, no_access of the repo; invalid_input for an invalid cursor
 */
export async function listMembers(
  { db, actor }: ActorContext,
  { id, ...page }: ListMembersInput,
): Promise<Page<Member>> {
  const repo = await requireRepo(db, actor, id, 'repos:read');
  return pageOfMembers(db, repo.id, page);
}

async function pageOfMembers(db: Db, repoId: string, page: PageInput): Promise<Page<Member>> {
  const { limit, after } = sortedKeyset(page, ORDER, isTime);
  const rows = await store.listMembers(db, repoId, { after, take: limit + 1 });
  const { items, nextCursor } = cutSortedPage(rows, limit, ORDER);
  return { items: items.map(({ id: _, ...member }) => member), nextCursor };
}

const FIRST_PAGE = { limit: undefined, cursor: undefined };

/**
 * Shares a repo with a user, or changes their role on it. Only its creator may.
 * @returns the first page of its members
 * @throws DomainError missing_scope; not_found, no_access of the repo; not_found of the user; invalid_input for the
 *   creator, or too many
 */
export async function setMember(
  { db, actor, now }: ActorContext,
  { id, role, ...which }: SetMemberInput,
): Promise<Page<Member>> {
  const repo = await requireRepo(db, actor, id, 'repos:write');
  await db.$transaction(async (tx) => {
    // Members of a repo change one after the other, so that none exceeds the limit.
    if ((await lockLiveRepoAlone(tx, repo.id)) === undefined) throw notFound('Repo', id);
    const userId = await requireUser(tx, which);
    const field = which.userId === undefined ? 'email' : 'user_id';
    if (isCreator({ userId }, repo)) throw invalidInput(field, isTheCreator(field));
    const member = { repoId: repo.id, userId, role, createdAt: now };
    if (await store.setRole(tx, member)) return;
    if ((await store.countMembers(tx, repo.id)) >= MAX_MEMBERS) throw invalidInput(field, FULL);
    await store.insertMember(tx, member);
  });
  return pageOfMembers(db, repo.id, FIRST_PAGE);
}

/** The account with this id or address, locked against its deletion. */
async function requireUser(tx: Tx, which: Pick<SetMemberInput, 'userId' | 'email'>): Promise<string> {
  const { userId, email } = which;
  const found = userId === undefined || isId(userId) ? await lockAccount(tx, which) : undefined;
  if (found === undefined) throw notFound('User', userId ?? email ?? '');
  return found;
}

const isTheCreator = (field: string) =>
  `${field} is the creator of this repository, who has all rights on it already`;
const FULL = `A repository can be shared with at most ${MAX_MEMBERS} users; remove one first`;

/**
 * Ends a user's membership of a repo. The creator may remove any member, and members may leave.
 * Findings stay assigned to them until somebody assigns these again.
 * @throws DomainError missing_scope; not_found, no_access of the repo; not_found of the member
 */
export async function deleteMember(
  { db, actor }: ActorContext,
  { id, userId }: DeleteMemberInput,
): Promise<MemberReceipt> {
  requireScope(actor, 'repos:write');
  const repo = await requireRepo(db, actor, id, rightToRemove(actor, userId));
  const gone = isId(userId) && (await store.deleteMember(db, repo.id, userId));
  if (!gone) throw notFound('Member', userId);
  return { id: userId, deleted: true };
}

/**
 * The users to whom a repo's findings can be assigned: its creator first, then its members.
 * @throws DomainError missing_scope; not_found, no_access of the repo
 */
export async function listCandidates(
  { db, actor }: ActorContext,
  { repoId }: { repoId: string },
): Promise<Candidate[]> {
  const repo = await requireRepo(db, actor, repoId, 'repos:read');
  const creator = await findCandidate(db, repo.userId);
  return [...(creator ? [creator] : []), ...(await store.listUsers(db, repo.id))];
}
