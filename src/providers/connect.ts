import { resolveHost } from '@/git/address';
import type { RemotePolicy } from '@/git/remoteUrl';
import type { FetchOptions } from './pinnedFetch';
import type { Host, HostClient, HostCredential, ProviderName, Providers } from './provider';

type Connect = (host: Host, credential: HostCredential | undefined, options: FetchOptions) => HostClient;

/** Loaded late, as most requests and jobs need none of them. */
const CLIENTS: Record<ProviderName, () => Promise<Connect>> = {
  github: async () => (await import('./github')).connectGithub,
  gitlab: async () => (await import('./gitlab')).connectGitlab,
  gitea: async () => (await import('./gitea')).connectGitea,
  basic: async () => (await import('./plainGit')).connectPlainGit,
};

/** Makes the clients of all providers. @param policy which hosts they may reach, as for remotes */
export function makeProviders(policy: RemotePolicy): Providers {
  const options = { policy, resolve: resolveHost };
  return (host, credential) => {
    let made: Promise<HostClient> | undefined;
    const client = () => {
      made ??= CLIENTS[host.provider]().then((connect) => connect(host, credential, options));
      return made;
    };
    return {
      whoAmI: async () => (await client()).whoAmI(),
      listRepositories: async (query) => (await client()).listRepositories(query),
      getRepository: async (fullName) => (await client()).getRepository(fullName),
      getRepositoryById: async (externalId) => (await client()).getRepositoryById(externalId),
      listBranches: async (repository) => (await client()).listBranches(repository),
      listIssues: async (place) => (await client()).listIssues(place),
      createIssue: async (place, issue) => (await client()).createIssue(place, issue),
      updateIssue: async (place, number, change) => (await client()).updateIssue(place, number, change),
      ensureWebhook: async (fullName, hook) => (await client()).ensureWebhook(fullName, hook),
      removeWebhook: async (fullName, url) => (await client()).removeWebhook(fullName, url),
      ensureDeployKey: async (fullName, key) => (await client()).ensureDeployKey(fullName, key),
      removeDeployKey: async (fullName, key) => (await client()).removeDeployKey(fullName, key),
    };
  };
}
