import { timingSafeEqual } from 'node:crypto';
import { requireAdmin, requireSession } from '../actor';
import type { ActorContext, Context, Db, Tx } from '../context';
import { digestSecret } from '../credentials';
import { DomainError, invalidInput } from '../errors';
import { newId } from '../ids';
import { cutPage, keyset } from '../keyset';
import type { Page, PageInput } from '../page';
import { hashPassword, verifyPassword } from '../passwords';
import { withRetry } from '../retry';
import { endSessionsBut, endSessionsOf, openSession } from '../sessions/lifecycle';
import type { SessionOrigin } from '../sessions/schema';
import { insertPasswordLink } from './lifecycle';
import type {
  ChangePasswordInput,
  CreateUserInput,
  InvitedUser,
  LoginInput,
  PasswordChanged,
  RegisterInput,
  SetPasswordInput,
  SignedIn,
  UpdateProfileInput,
  User,
} from './schema';
import * as store from './store';

/**
 * Registers a user and signs them in. The first user becomes the installation's admin.
 * @param origin the client that the session is opened for
 * @param fromThisMachine whether the request comes from this very machine, which needs no set-up token
 * @throws DomainError setup_token_wrong, registration_closed, passwords_closed, email_taken
 */
export async function register(
  ctx: Context,
  input: RegisterInput,
  origin: SessionOrigin,
  fromThisMachine: boolean,
): Promise<SignedIn> {
  // Checked before the expensive hash, and again below under a lock.
  await admitRegistration(ctx, ctx.db, input, fromThisMachine);
  const passwordHash = await hashPassword(input.password);
  return ctx.db.$transaction(async (tx) => {
    await store.lockFirstUser(tx);
    const role = await admitRegistration(ctx, tx, input, fromThisMachine);
    const user = newUser(ctx, { ...input, role });
    await store.insertUser(tx, user, passwordHash);
    return { token: await openSession(tx, user.id, ctx.now, origin), user };
  });
}

async function admitRegistration(
  { settings }: Context,
  tx: Tx,
  { setupToken }: RegisterInput,
  fromThisMachine: boolean,
): Promise<User['role']> {
  if (await store.hasUsers(tx)) {
    refuseClosedPasswords(settings);
    if (!settings.openRegistration) throw new DomainError('registration_closed', 'Registration is closed');
    return 'user';
  }
  if (!fromThisMachine && !sameSecret(setupToken, settings.setupToken)) {
    throw new DomainError('setup_token_wrong', 'The set-up token is missing or wrong', 'setupToken');
  }
  return 'admin';
}

/** The first account is created by a password in any case, as a provider can't know who the admin is. */
function refuseClosedPasswords({ passwordSignIn }: Context['settings']): void {
  if (passwordSignIn) return;
  throw new DomainError('passwords_closed', 'Sign-in by password is closed. Sign in with a provider.');
}

function sameSecret(given: string | undefined, expected: string): boolean {
  const digest = (text: string) => Buffer.from(digestSecret(text));
  return given !== undefined && timingSafeEqual(digest(given), digest(expected));
}

function newUser({ now }: Context, input: { email: string; displayName?: string; role: User['role'] }): User {
  const { email, displayName = null, role } = input;
  return { id: newId(), email, displayName, role, createdAt: now };
}

/** Signs in by e-mail and password. Throws passwords_closed; invalid_credentials, after the same work for unknown accounts. */
export async function login(
  { db, now, settings }: Context,
  { email, password }: LoginInput,
  origin: SessionOrigin,
): Promise<SignedIn> {
  refuseClosedPasswords(settings);
  const found = await store.findUserForLogin(db, email);
  const matches = await verifyPassword(found?.passwordHash ?? null, password);
  if (!found || !matches) throw new DomainError('invalid_credentials', 'Invalid email or password');
  const { passwordHash, ...user } = found;
  return db.$transaction(async (tx) => {
    // The password may have changed during the verification, and that change has ended all other sessions.
    const isStill = await store.lockPassword(tx, user.id, passwordHash);
    if (!isStill) throw new DomainError('invalid_credentials', 'Invalid email or password');
    return { token: await openSession(tx, user.id, now, origin), user };
  });
}

/** @throws DomainError unauthenticated if the account was deleted meanwhile */
export async function getMe({ db, actor }: ActorContext): Promise<User> {
  return userOrThrow(await store.findUser(db, actor.userId));
}

/** Throws unauthenticated for an account that was deleted after its credential was checked. */
function userOrThrow(user: User | null): User {
  if (!user) throw new DomainError('unauthenticated', 'Authentication required');
  return user;
}

/** Gives the actor's account another name, or none. Throws session_only. */
export async function updateProfile(
  { db, actor }: ActorContext,
  { displayName }: UpdateProfileInput,
): Promise<User> {
  requireSession(actor);
  return userOrThrow(await store.setDisplayName(db, actor, displayName));
}

/**
 * For an admin: creates an account, whose user sets its password through the link in the response.
 * @throws DomainError session_only, admin_only, email_taken
 */
export async function createUser(ctx: ActorContext, input: CreateUserInput): Promise<InvitedUser> {
  requireSession(ctx.actor);
  requireAdmin(ctx.actor);
  const user = newUser(ctx, { ...input, role: input.role ?? 'user' });
  const secret = await ctx.db.$transaction(async (tx) => {
    await store.insertUser(tx, user, null);
    return insertPasswordLink(tx, user.id, ctx.now);
  });
  return { ...user, setPasswordUrl: `${ctx.settings.publicUrl}/set-password?token=${secret}` };
}

/**
 * For the operator: makes a one-time link with which the user of an address sets a password and signs in.
 * @returns its secret; undefined if no account has this address
 */
export async function makePasswordLink(db: Db, email: string, now: Date): Promise<string | undefined> {
  return db.$transaction(async (tx) => {
    const userId = await store.lockAccount(tx, { email });
    return userId === undefined ? undefined : insertPasswordLink(tx, userId, now);
  });
}

/** @throws DomainError session_only, admin_only; invalid_input for an invalid cursor */
export async function listUsers({ db, actor }: ActorContext, input: PageInput): Promise<Page<User>> {
  requireSession(actor);
  requireAdmin(actor);
  const { limit, before } = keyset(input, 'users');
  return cutPage(await store.listUsers(db, { before, take: limit + 1 }), limit, 'users');
}

/**
 * Sets a password through a one-time link and signs in. Sessions of the old password end.
 * @throws DomainError invalid_input if the link is unknown, used or too old
 */
export async function setPassword(
  { db, now }: Context,
  input: SetPasswordInput,
  origin: SessionOrigin,
): Promise<SignedIn> {
  const tokenHash = digestSecret(input.token);
  // Checked before the expensive hash, and again below, where the link is deleted.
  if (!(await store.hasPasswordLink(db, tokenHash, now))) throw badLink();
  const passwordHash = await hashPassword(input.password);
  // An account's deletion locks the account before its links, in the other order. So the two may deadlock.
  return withRetry(() =>
    db.$transaction(async (tx) => {
      const userId = await store.takePasswordLink(tx, tokenHash, now);
      if (!userId) throw badLink();
      // Before the sessions end: a sign-in with the old password has then opened its session, or fails.
      const user = await store.setPasswordHash(tx, userId, passwordHash);
      await endSessionsOf(tx, userId);
      return { token: await openSession(tx, userId, now, origin), user };
    }),
  );
}

function badLink(): DomainError {
  return invalidInput('token', 'token is unknown, used or too old; ask an admin for a new link');
}

/**
 * Changes the actor's password. Their other sessions end; the current one continues.
 * @throws DomainError session_only; invalid_input if the current password is wrong or there is none
 */
export async function changePassword(
  { db, actor, now }: ActorContext,
  { currentPassword, newPassword }: ChangePasswordInput,
): Promise<PasswordChanged> {
  const present = requireSession(actor);
  const oldHash = await store.findPasswordHash(db, actor);
  const matches = await verifyPassword(oldHash, currentPassword);
  if (oldHash === null || !matches) throw wrongPassword();
  const newHash = await hashPassword(newPassword);
  await db.$transaction(async (tx) => {
    // After a concurrent change, the verified password is not the current one any more.
    if (!(await store.replacePasswordHash(tx, actor, oldHash, newHash))) throw wrongPassword();
    await endSessionsBut(tx, actor, present, now);
  });
  return { changed: true };
}

function wrongPassword(): DomainError {
  return invalidInput('currentPassword', 'current_password is wrong');
}

/** Whether the installation is set up. */
export async function hasUsers(db: Tx): Promise<boolean> {
  return store.hasUsers(db);
}

/** Whether a user may register, and what the first one needs. */
export type Registration =
  | { kind: 'first'; needsSetupToken: boolean }
  | { kind: 'open' }
  | { kind: 'closed' };

/** @param fromThisMachine as for register */
export async function registrationOpenTo(
  { db, settings }: Context,
  fromThisMachine: boolean,
): Promise<Registration> {
  if (!(await store.hasUsers(db))) return { kind: 'first', needsSetupToken: !fromThisMachine };
  return { kind: settings.openRegistration && settings.passwordSignIn ? 'open' : 'closed' };
}
