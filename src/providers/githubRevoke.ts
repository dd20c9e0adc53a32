import { resolveHost } from '@/git/address';
import type { RemotePolicy } from '@/git/remoteUrl';
import { fetchWithin } from './pinnedFetch';

type Revocation = {
  readonly token: string;
  readonly client: { readonly id: string; readonly secret: string };
  readonly policy: RemotePolicy;
};

/** What it answers for a token that it does not know any more, beside success. */
const UNKNOWN = new Set([404, 422]);

/**
 * Has GitHub forget a token. Its OAuth has no endpoint for that, but its API has.
 * Source: https://docs.github.com/en/rest/apps/oauth-applications#delete-an-app-token
 * @param api where the API begins
 * @throws Error
 */
export async function revokeAtGithub(api: string, { token, client, policy }: Revocation): Promise<void> {
  const fetchApi = fetchWithin(new URL(api).origin, { policy, resolve: resolveHost });
  const basic = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
  const answer = await fetchApi(`${api}/applications/${encodeURIComponent(client.id)}/token`, {
    method: 'DELETE',
    headers: {
      authorization: `Basic ${basic}`,
      accept: 'application/vnd.github+json',
      'content-type': 'application/json',
      'user-agent': 'heimdall',
    },
    body: JSON.stringify({ access_token: token }),
  });
  await answer.body?.cancel();
  if (!answer.ok && !UNKNOWN.has(answer.status)) throw new Error(`GitHub answered with ${answer.status}`);
}
