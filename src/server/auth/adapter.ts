import type { Adapter } from 'next-auth/adapters';
import { findOwner } from '@/domain/identities/lifecycle';
import type { SignInProvider } from '@/domain/identities/schema';
import { closeSessionOfToken, openSession, resumeSession } from '@/domain/sessions/lifecycle';
import { sessionExpiry } from '@/domain/sessions/rules';
import type { SessionOrigin } from '@/domain/sessions/schema';
import { getDb } from '../db';

/**
 * Lets next-auth use our session table, by the calls that authenticate every other request.
 * It creates no accounts: the signIn callback has done so before, or has refused.
 * @param origin the client for which a session is opened
 */
export function adapterFor(providers: readonly SignInProvider[], origin: SessionOrigin): Adapter {
  return {
    async getSessionAndUser(sessionToken) {
      const session = await resumeSession({ db: getDb(), now: new Date() }, sessionToken);
      if (!session) return null;
      const { user, expiresAt } = session;
      return { session: { sessionToken, userId: user.id, expires: expiresAt }, user: asAdapterUser(user) };
    },
    async getUserByAccount({ provider: id, providerAccountId: subject }) {
      const provider = providers.find((one) => one.id === id);
      const owner = provider && (await findOwner(getDb(), { provider, subject }));
      return owner ? asAdapterUser(owner) : null;
    },
    async createSession({ userId }) {
      const now = new Date();
      const sessionToken = await openSession(getDb(), userId, now, origin);
      return { sessionToken, userId, expires: sessionExpiry(now) };
    },
    // resumeSession has renewed the session already, and sets its expiry itself.
    updateSession: async () => null,
    deleteSession: (sessionToken) => closeSessionOfToken(getDb(), sessionToken),
  };
}

function asAdapterUser({
  id,
  email,
  displayName,
}: {
  id: string;
  email: string;
  displayName: string | null;
}) {
  return { id, email, name: displayName, emailVerified: null };
}
