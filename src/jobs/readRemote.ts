import {
  checkConnection,
  credentialsOf,
  findConnection,
  type RemoteCredential,
  recordRefusal,
  recordUse,
} from '@/domain/connections/lifecycle';
import { reconnectMessage } from '@/domain/connections/rules';
import type { Context } from '@/domain/context';
import { linkConnection } from '@/domain/repos/lifecycle';
import { type OpenCredential, openCredential } from '@/git/credential';
import type { Denial } from '@/git/remoteMessages';
import { ProviderError } from '@/providers/provider';

/** What of a repo decides by whose tokens it is read. */
export type Readable = {
  readonly id: string;
  readonly userId: string;
  readonly remoteUrl: string | null;
  readonly oauthConnectionId: string | null;
};

/** The result of reading a remote by Git. */
type Attempt = {
  readonly type: string;
  readonly message?: string | null;
  readonly denial?: Denial | undefined;
};

/** How many tokens are tried for one remote. */
const MOST_TRIED = 3;

/**
 * Reads a remote, by a token of the repo's owner if its host asks for one. The repo's own connection comes first.
 * If another one is accepted in its place, the repo is linked to that. What hosts say of tokens is recorded.
 */
export async function readRemote<T extends Attempt>(
  makeContext: () => Context,
  repo: Readable,
  attempt: (credential: OpenCredential | undefined) => Promise<T>,
): Promise<T> {
  const found = await credentialsOf(makeContext(), repo).catch((error: unknown) => {
    if (error instanceof ProviderError) return error;
    throw error;
  });
  // Its host renews no token at the moment, but anyone may read a public repository.
  if (found instanceof ProviderError) return explained(await attempt(undefined), async () => found.message);
  const credentials = found.slice(0, MOST_TRIED);
  if (credentials.length === 0)
    return explained(await attempt(undefined), () => whyUnlinked(makeContext(), repo));
  let first: T | undefined;
  for (const credential of credentials) {
    const { result, wasAsked } = await tryOne(credential, attempt);
    if (!wasAsked) return result;
    if (result.denial === undefined) {
      await recordUse(makeContext(), credential.connection);
      if (credential.connection.id !== repo.oauthConnectionId) {
        await linkConnection(makeContext(), repo.id, credential.connection.id);
      }
      return result;
    }
    first ??= await explained(result, () => whyDenied(makeContext(), credential, result.denial));
  }
  return first ?? attempt(undefined);
}

async function tryOne<T>(
  credential: RemoteCredential,
  attempt: (credential: OpenCredential) => Promise<T>,
): Promise<{ result: T; wasAsked: boolean }> {
  const opened = await openCredential(credential);
  try {
    const result = await attempt(opened);
    return { result, wasAsked: opened.wasAsked() };
  } finally {
    await opened.remove();
  }
}

/** A denied attempt, with a message that says what its user can do. */
async function explained<T extends Attempt>(result: T, why: () => Promise<string | undefined>): Promise<T> {
  const message = result.denial === undefined ? undefined : await why();
  return message === undefined ? result : { ...result, message };
}

/** The connection exists, but its token can't be decrypted. */
async function whyUnlinked(ctx: Context, { oauthConnectionId: id }: Readable): Promise<string | undefined> {
  const connection = id === null ? undefined : await findConnection(ctx.db, id);
  return connection && connection.state !== 'ok' ? reconnectMessage(connection) : undefined;
}

async function whyDenied(
  ctx: Context,
  { connection }: RemoteCredential,
  denial: Denial | undefined,
): Promise<string> {
  const { account, host, provider } = connection;
  const isRefused =
    provider === 'basic'
      ? denial === 'unauthorized' && (await recordRefusal(ctx, connection))
      : await fails();
  if (isRefused) return reconnectMessage(connection);
  return `The token of ${account} on ${host} can't read this repository, or it does not exist. Give the token access to it, or connect another account.`;

  /** Whether the host refuses the token itself, rather than this one repository. */
  async function fails(): Promise<boolean> {
    try {
      return (await checkConnection(ctx, connection))?.state !== 'ok';
    } catch (error) {
      if (error instanceof ProviderError) return false;
      throw error;
    }
  }
}
