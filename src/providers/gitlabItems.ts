import type { DeployKeys, ProjectHooks } from '@gitbeaker/rest';
import { itemClient, KEY_TITLE } from './itemClient';
import type { HostHook, ItemClient } from './provider';

/**
 * Webhooks and deploy keys by GitLab's REST API.
 * Sources: https://docs.gitlab.com/api/project_webhooks/, https://docs.gitlab.com/api/deploy_keys/.
 */

const LIST = { pagination: 'offset', perPage: 100, showExpanded: true } as const;

export function gitlabItems(hooks: ProjectHooks, keys: DeployKeys, host: string): ItemClient {
  return itemClient(host, {
    hooks: {
      list: async (fullName, page) => {
        const { data, paginationInfo } = await hooks.all(fullName, { ...LIST, page });
        return { items: data.map(({ id, url }) => ({ id, mark: url })), nextPage: paginationInfo.next };
      },
      add: async (fullName, hook) => {
        await hooks.add(fullName, hook.url, fieldsOf(hook));
      },
      change: async (fullName, id, hook) => {
        await hooks.edit(fullName, id, hook.url, fieldsOf(hook));
      },
      remove: async (fullName, id) => {
        await hooks.remove(fullName, id);
      },
    },
    keys: {
      list: async (projectId, page) => {
        const { data, paginationInfo } = await keys.all({ projectId, ...LIST, page });
        return { items: data.map(({ id, key }) => ({ id, mark: key })), nextPage: paginationInfo.next };
      },
      add: async (fullName, key) => {
        await keys.create(fullName, KEY_TITLE, key, { canPush: false });
      },
      remove: async (fullName, id) => {
        await keys.remove(fullName, id);
      },
    },
  });
}

function fieldsOf({ secret }: HostHook) {
  return { token: secret, pushEvents: true, tagPushEvents: true, enableSslVerification: true };
}
