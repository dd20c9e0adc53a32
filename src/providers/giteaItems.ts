import { nextPageOf, orUndefined } from './answers';
import { type Ask, encoded, PER_PAGE } from './giteaAsk';
import { itemClient, KEY_TITLE } from './itemClient';
import type { HostHook, ItemClient } from './provider';

/** Webhooks and deploy keys by the API of Gitea and Forgejo. Source: https://docs.gitea.com/api/1.24/#tag/repository. */

export function giteaItems(ask: Ask, host: string): ItemClient {
  const hooksOf = (fullName: string) => `/repos/${encoded(fullName)}/hooks`;
  const keysOf = (fullName: string) => `/repos/${encoded(fullName)}/keys`;
  const addHook = async (fullName: string, { url, secret }: HostHook) => {
    const config = { url, secret, content_type: 'json' };
    const body = { type: 'gitea', active: true, events: ['push'], config };
    await ask(hooksOf(fullName), {}, { method: 'POST', body });
  };
  const removeHook = async (fullName: string, id: number) => {
    await ask(`${hooksOf(fullName)}/${id}`, {}, { method: 'DELETE' });
  };
  return itemClient(host, {
    hooks: {
      list: (fullName, page) =>
        readPage<{ id: number; config: { url?: string } }>(ask, hooksOf(fullName), page, (it) => ({
          id: it.id,
          mark: it.config.url ?? '',
        })),
      add: addHook,
      // A change of a webhook keeps its secret, so another one takes its place.
      change: async (fullName, id, hook) => {
        await orUndefined(removeHook(fullName, id));
        await addHook(fullName, hook);
      },
      remove: removeHook,
    },
    keys: {
      list: (fullName, page) =>
        readPage<{ id: number; key: string }>(ask, keysOf(fullName), page, ({ id, key }) => ({
          id,
          mark: key,
        })),
      add: async (fullName, key) => {
        const body = { title: KEY_TITLE, key, read_only: true };
        await ask(keysOf(fullName), {}, { method: 'POST', body });
      },
      remove: async (fullName, id) => {
        await ask(`${keysOf(fullName)}/${id}`, {}, { method: 'DELETE' });
      },
    },
  });
}

async function readPage<T>(
  ask: Ask,
  path: string,
  page: number,
  itemOf: (row: T) => { id: number; mark: string },
) {
  const { data, link } = await ask<T[]>(path, { limit: PER_PAGE, page });
  return { items: data.map(itemOf), nextPage: nextPageOf(link, page) };
}
