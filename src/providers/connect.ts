import { resolveHost } from '@/git/address';
import type { RemotePolicy } from '@/git/remoteUrl';
import { canBeAt, isExternalId } from './fullName';
import type { FetchOptions } from './pinnedFetch';
import {
  type Host,
  type HostClient,
  type HostCredential,
  ProviderError,
  type ProviderName,
  type Providers,
} from './provider';

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
    const at = (fullName: string) => (canBeAt(host, fullName) ? client() : Promise.reject(noSuchName(host)));
    return {
      whoAmI: async () => (await client()).whoAmI(),
      listRepositories: async (query) => (await client()).listRepositories(query),
      getRepository: async (fullName) =>
        canBeAt(host, fullName) ? (await client()).getRepository(fullName) : undefined,
      getRepositoryById: async (externalId) =>
        isExternalId(externalId) ? (await client()).getRepositoryById(externalId) : undefined,
      listBranches: async (repository) =>
        canBeAt(host, repository.fullName) ? (await client()).listBranches(repository) : [],
      listIssues: async (place) => (await at(place.fullName)).listIssues(place),
      createIssue: async (place, issue) => (await at(place.fullName)).createIssue(place, issue),
      updateIssue: async (place, number, change) =>
        (await at(place.fullName)).updateIssue(place, number, change),
      ensureWebhook: async (fullName, hook) => (await at(fullName)).ensureWebhook(fullName, hook),
      removeWebhook: async (fullName, url) => (await at(fullName)).removeWebhook(fullName, url),
      ensureDeployKey: async (fullName, key) => (await at(fullName)).ensureDeployKey(fullName, key),
      removeDeployKey: async (fullName, key) => (await at(fullName)).removeDeployKey(fullName, key),
    };
  };
}

function noSuchName({ name }: Host): ProviderError {
  return new ProviderError('forbidden', `There is no repository of this name on ${name}.`);
}
