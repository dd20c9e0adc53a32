import type { SignInProvider } from '@/domain/identities/schema';
import type { Env } from './env';

/** The providers that the operator has set up, in the order of their buttons. */
export function signInProvidersOf(env: Env): SignInProvider[] {
  const all: (SignInProvider & { isSetUp: boolean })[] = [
    {
      id: 'github',
      name: 'GitHub',
      issuer: env.HEIMDALL_GITHUB_URL,
      isSetUp: env.HEIMDALL_GITHUB_CLIENT_ID !== undefined,
    },
    {
      id: 'gitlab',
      name: 'GitLab',
      issuer: env.HEIMDALL_GITLAB_URL,
      isSetUp: env.HEIMDALL_GITLAB_CLIENT_ID !== undefined,
    },
    {
      id: 'oidc',
      name: env.HEIMDALL_OIDC_NAME,
      issuer: env.HEIMDALL_OIDC_ISSUER ?? '',
      isSetUp: env.HEIMDALL_OIDC_ISSUER !== undefined,
    },
  ];
  return all.filter(({ isSetUp }) => isSetUp).map(({ id, name, issuer }) => ({ id, name, issuer }));
}
