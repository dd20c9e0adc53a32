import type { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import { digestSecret, newSecret } from '../credentials';
import { newId } from '../ids';
import type { Candidate } from './schema';
import * as store from './store';

const LINK_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The steps of an account's deletion. */

/** The ids of all admins, locked against changes until the transaction ends. */
export async function lockAdmins(tx: Tx): Promise<string[]> {
  return store.lockAdmins(tx);
}

/** Whether a user meets a condition of access.ts. */
export async function isOneOf(tx: Tx, id: string, users: Prisma.UserWhereInput): Promise<boolean> {
  return store.isOneOf(tx, id, users);
}

/** Locks an account so that nothing can be written below it. @returns undefined if it does not exist */
export async function lockUser(tx: Tx, id: string): Promise<{ id: string; email: string } | undefined> {
  return store.lockUser(tx, id);
}

/** Locks an account against its deletion. @returns its id; undefined if there is none with this id or address */
export async function lockAccount(
  tx: Tx,
  which: { userId?: string | undefined; email?: string | undefined },
): Promise<string | undefined> {
  return store.lockAccount(tx, which);
}

/** An account, as pickers of users show it. */
export async function findCandidate(db: Db, id: string): Promise<Candidate | undefined> {
  return store.findCandidate(db, id);
}

/** The names of users that others see, by their ids. Deleted accounts have none. */
export async function readNames(db: Db, ids: string[]): Promise<Record<string, string>> {
  const users = await store.findNamed(db, ids);
  return Object.fromEntries(users.map(({ id, displayName, email }) => [id, displayName ?? email]));
}

/** Frees the address of an account, its password and its links to set one. Its other rows are not changed. */
export async function deactivateUser(tx: Tx, id: string, now: Date): Promise<void> {
  await store.deletePasswordLinksOf(tx, id);
  await store.deactivateUser(tx, id, now);
}

/** Locks a deleted user, so that workers finish its deletion one after the other. Returns whether it exists. */
export async function lockDeletedUser(tx: Tx, id: string): Promise<boolean> {
  return store.lockDeletedUser(tx, id);
}

/** Deletes the row of a deleted user, and by cascades the rows below it. */
export async function deleteUserRow(tx: Tx, id: string): Promise<void> {
  await store.deleteUserRow(tx, id);
}

/** Serializes registrations until the transaction ends. @returns whether there is any account */
export async function lockRegistrations(tx: Tx): Promise<boolean> {
  await store.lockFirstUser(tx);
  return store.hasUsers(tx);
}

/** The account with an address, locked against changes of its password and against its deletion. */
export async function findByAddress(tx: Tx, email: string) {
  const found = await store.lockByAddress(tx, email);
  if (!found) return undefined;
  const { id, isVerified, hasPassword } = found;
  return { id, isVerified, isUnclaimed: !isVerified && !hasPassword };
}

/** Creates an account whose address a provider has verified. @returns its id */
export async function createVerified(
  tx: Tx,
  { email, displayName, now }: { email: string; displayName: string | null; now: Date },
): Promise<string> {
  const user = { id: newId(), email, displayName, role: 'user', createdAt: now } as const;
  await store.insertUser(tx, user, null);
  await store.verifyAddress(tx, user.id, now);
  return user.id;
}

/** The address of an account is now verified. Links that were sent for it end, as who has one may be another. */
export async function acceptInvitation(tx: Tx, id: string, now: Date): Promise<void> {
  await store.verifyAddress(tx, id, now);
  await store.deletePasswordLinksOf(tx, id);
}

/** Whether an account has a password. */
export async function hasPassword(db: Tx | Db, id: string): Promise<boolean> {
  return store.hasPassword(db, id);
}

/** Makes a one-time link for a user. @returns its secret, of which only a digest is stored */
export async function insertPasswordLink(tx: Tx, userId: string, now: Date): Promise<string> {
  const secret = newSecret();
  const expiresAt = new Date(now.getTime() + LINK_DAYS * DAY_MS);
  const row = { id: newId(), userId, tokenHash: digestSecret(secret), expiresAt, createdAt: now };
  await store.insertPasswordLink(tx, row);
  return secret;
}
