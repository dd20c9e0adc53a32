import { allPages, MissingError, orUndefined, RejectedError } from './answers';
import { type HostHook, type ItemClient, ProviderError } from './provider';

/** What hosts call the keys that Heimdall adds. */
export const KEY_TITLE = 'Heimdall';

const MOST_PAGES = 20;

/** A webhook or a key at a host. It is recognized by its URL, or by the key itself. */
type Item = { readonly id: number; readonly mark: string };
type ListItems = (
  fullName: string,
  page: number,
) => Promise<{ items: readonly Item[]; nextPage: number | null }>;

/** The calls of a provider's API for webhooks and deploy keys. */
export type ItemApi = {
  readonly hooks: {
    readonly list: ListItems;
    readonly add: (fullName: string, hook: HostHook) => Promise<void>;
    readonly change: (fullName: string, id: number, hook: HostHook) => Promise<void>;
    readonly remove: (fullName: string, id: number) => Promise<void>;
  };
  readonly keys: {
    readonly list: ListItems;
    readonly add: (fullName: string, key: string) => Promise<void>;
    readonly remove: (fullName: string, id: number) => Promise<void>;
  };
};

/** An item is looked up before it is made, so that a call can be repeated after a lost answer. */
export function itemClient(host: string, { hooks, keys }: ItemApi): ItemClient {
  const find = (list: ListItems, fullName: string, isIt: (mark: string) => boolean) =>
    explained(
      host,
      allPages(host, MOST_PAGES, (page) => list(fullName, page)).then((all) =>
        all.find(({ mark }) => isIt(mark)),
      ),
    );
  const remove = async (found: Item | undefined, gone: (id: number) => Promise<void>) => {
    if (!found) return false;
    return (await orUndefined(gone(found.id).then(() => true))) ?? false;
  };
  return {
    ensureWebhook: async (fullName, hook) => {
      const found = await find(hooks.list, fullName, (mark) => mark === hook.url);
      const done = found ? hooks.change(fullName, found.id, hook) : hooks.add(fullName, hook);
      await explained(host, done, `The host ${host} does not accept the address ${hook.url}. ${REACHABLE}`);
    },
    removeWebhook: async (fullName, url) =>
      remove(await find(hooks.list, fullName, (mark) => mark === url), (id) => hooks.remove(fullName, id)),
    ensureDeployKey: async (fullName, key) => {
      if (await find(keys.list, fullName, (mark) => isSameKey(mark, key))) return;
      await explained(
        host,
        keys.add(fullName, key),
        `The host ${host} does not accept the deploy key. Make a new one.`,
      );
    },
    removeDeployKey: async (fullName, key) =>
      remove(await find(keys.list, fullName, (mark) => isSameKey(mark, key)), (id) =>
        keys.remove(fullName, id),
      ),
  };
}

const REACHABLE = 'It has to reach Heimdall there: see HEIMDALL_URL.';

/** Hosts keep other comments, or none. */
function isSameKey(one: string, other: string): boolean {
  const [a, b] = [one, other].map((line) => line.trim().split(/\s+/).slice(0, 2).join(' '));
  return a === b;
}

/** Hosts also say that a list does not exist to whom it may not be shown. */
async function explained<T>(host: string, answer: Promise<T>, rejected?: string): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof MissingError) {
      throw new ProviderError('forbidden', `The token may not do this on ${host}.`);
    }
    if (error instanceof RejectedError && rejected) throw new ProviderError('forbidden', rejected);
    throw error;
  }
}
