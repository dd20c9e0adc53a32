import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { CLIENT } from './oauthHost';

export type OidcAccount = { sub: string; email: string; verified: boolean };
export type OidcHost = {
  readonly url: string;
  /** Who signs in there, without a form. Undefined: the user cancels. */
  account: OidcAccount | undefined;
  readonly stop: () => Promise<void>;
};

/** The certified provider on loopback. Each visit signs in the account that the test has set. */
export async function startOidc(redirectUri: string): Promise<OidcHost> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const known = new Map<string, OidcAccount>();
  const provider = new Provider(url, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true, methods: ['S256'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/enter/${uid}` },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig' }] },
    ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60, AuthorizationCode: 60 },
    cookies: { keys: ['a key for tests'] },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => {
        const { email, verified } = known.get(sub) ?? { email: '', verified: false };
        return { sub, email, email_verified: verified, name: 'Ana Acme' };
      },
    }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId: CLIENT.id, accountId: oidc.session?.accountId ?? '' });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const host: OidcHost = {
    url,
    account: undefined,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/enter/')) return answer(request, response);
    const { account } = host;
    if (account) known.set(account.sub, account);
    const result = account
      ? { login: { accountId: account.sub, remember: false } }
      : { error: 'access_denied' };
    return provider.interactionFinished(request, response, result);
  });
  return host;
}
