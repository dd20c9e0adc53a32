import { resolveHost } from '@/git/address';
import type { RemotePolicy } from '@/git/remoteUrl';
import { fetchWithin } from './pinnedFetch';

type Email = { email: string; primary: boolean; verified: boolean };

/**
 * A user's profile, with the primary address if GitHub has verified it.
 * @param api where the API begins
 * @throws Error
 */
export async function readGithubUser(
  api: string,
  token: string,
  policy: RemotePolicy,
): Promise<{ readonly [field: string]: unknown }> {
  const fetchApi = fetchWithin(new URL(api).origin, { policy, resolve: resolveHost });
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json', 'user-agent': 'heimdall' };
  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetchApi(`${api}${path}`, { headers });
    if (!answer.ok) throw new Error(`GitHub answered ${path} with ${answer.status}`);
    return answer.json();
  };
  const profile = (await ask('/user')) as object;
  const emails = (await ask('/user/emails')) as Email[];
  const verified = emails.find((one) => one.primary === true && one.verified === true);
  return { ...profile, verifiedEmail: verified?.email ?? null };
}
