import { type GitServer, startGitServer } from '../gitServer';
import { giteaApi } from './gitea';
import { githubApi } from './github';
import { gitlabApi, gitlabGraphql } from './gitlab';
import { basicTokenOf, type HostState, newHost } from './host';
import { newOAuth, OAUTH_PREFIXES, type OAuthState, oauthApi, REVOCATIONS } from './oauth';

export type LocalHost = { state: HostState; oauth: OAuthState; git: GitServer; url: string };

const APIS = {
  github: ['/api/v3', githubApi],
  gitlab: ['/api/v4', gitlabApi],
  gitea: ['/api/v1', giteaApi],
} as const;

/**
 * A host on loopback with the API of a provider, and its repositories by Git over HTTP. Git gets the private ones, which
 * are all, with a token that the host knows.
 */
export async function startHost(provider: keyof typeof APIS): Promise<LocalHost> {
  const state = newHost();
  const oauth = newOAuth();
  const [prefix, api] = APIS[provider];
  const answerOAuth = oauthApi(provider, state, oauth);
  const git = await startGitServer({
    // GitHub has it in its API.
    [REVOCATIONS[provider] ?? OAUTH_PREFIXES[provider]]: answerOAuth,
    [prefix]: api(state),
    ...(provider === 'gitlab' && { '/api/graphql': gitlabGraphql(state) }),
    [OAUTH_PREFIXES[provider]]: answerOAuth,
    '/public/': (_request, _response, serve) => serve(),
    '/': (request, response, serve) => {
      const token = basicTokenOf(state, request.headers);
      const [, name = ''] = /^\/(.*?)\.git\//.exec(request.url ?? '') ?? [];
      if (!token) response.writeHead(401, { 'www-authenticate': 'Basic realm="Git"' }).end();
      else if (token.sees?.includes(name) === false) response.writeHead(404).end();
      else serve();
    },
  });
  return { state, oauth, git, url: git.url('').replace(/\/$/, '') };
}
