import { nextPageOf } from './answers';
import { type Ask, ONCE, PER_PAGE, partsOf } from './githubAsk';
import { itemClient, KEY_TITLE } from './itemClient';
import type { HostHook, ItemClient } from './provider';

/**
 * Webhooks and deploy keys by GitHub's REST API.
 * Sources: https://docs.github.com/en/rest/repos/webhooks, https://docs.github.com/en/rest/deploy-keys.
 */

const HOOKS = '/repos/{owner}/{repo}/hooks';
const KEYS = '/repos/{owner}/{repo}/keys';

export function githubItems(ask: Ask, host: string): ItemClient {
  return itemClient(host, {
    hooks: {
      list: (fullName, page) =>
        readPage<{ id: number; config: { url?: string } }>(ask, `GET ${HOOKS}`, { fullName, page }, (it) => ({
          id: it.id,
          mark: it.config.url ?? '',
        })),
      add: async (fullName, hook) => {
        await ask(`POST ${HOOKS}`, { ...partsOf(fullName), name: 'web', ...fieldsOf(hook), ...ONCE });
      },
      change: async (fullName, id, hook) => {
        await ask(`PATCH ${HOOKS}/{hook_id}`, { ...partsOf(fullName), hook_id: id, ...fieldsOf(hook) });
      },
      remove: async (fullName, id) => {
        await ask(`DELETE ${HOOKS}/{hook_id}`, { ...partsOf(fullName), hook_id: id });
      },
    },
    keys: {
      list: (fullName, page) =>
        readPage<{ id: number; key: string }>(ask, `GET ${KEYS}`, { fullName, page }, ({ id, key }) => ({
          id,
          mark: key,
        })),
      add: async (fullName, key) => {
        const made = { title: KEY_TITLE, key, read_only: true };
        await ask(`POST ${KEYS}`, { ...partsOf(fullName), ...made, ...ONCE });
      },
      remove: async (fullName, id) => {
        await ask(`DELETE ${KEYS}/{key_id}`, { ...partsOf(fullName), key_id: id });
      },
    },
  });
}

function fieldsOf({ url, secret }: HostHook) {
  const config = { url, secret, content_type: 'json', insecure_ssl: '0' };
  return { active: true, events: ['push'], config };
}

async function readPage<T>(
  ask: Ask,
  route: string,
  { fullName, page }: { fullName: string; page: number },
  itemOf: (row: T) => { id: number; mark: string },
) {
  const { data, headers } = await ask<T[]>(route, { ...partsOf(fullName), per_page: PER_PAGE, page });
  return { items: data.map(itemOf), nextPage: nextPageOf(String(headers.link ?? ''), page) };
}
