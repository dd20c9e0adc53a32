import { type ApiCall, type HostState, type KnownRepository, pageOf, type Reply, reply } from './host';

/** A webhook at a local host. */
export type KnownHook = {
  readonly id: number;
  readonly repository: string;
  url: string;
  secret: string;
  /** What it reports, in the words of its host. */
  events: unknown;
};

/** A deploy key at a local host. */
export type KnownKey = {
  readonly id: number;
  readonly repository: string;
  readonly title: string;
  readonly key: string;
  readonly readOnly: boolean;
};

/** The words of one provider's API for webhooks and deploy keys. */
export type ItemWords = {
  /** Below the repository's path. */
  readonly keys: string;
  readonly edit: 'PATCH' | 'PUT';
  readonly hookOf: (sent: Record<string, unknown>) => { url: string; secret: string; events: unknown };
  readonly hookAs: (hook: KnownHook) => object;
  readonly keyAs: (key: KnownKey) => object;
  readonly isReadOnly: (sent: Record<string, unknown>) => boolean;
  readonly missing: object;
  /** Whether a change of a webhook is answered with success, but keeps its secret. */
  readonly keepsSecret?: boolean;
};

/** Answers a request about the webhooks or deploy keys of a repository; undefined if it is about anything else. */
export function itemsOf(
  call: ApiCall,
  { fullName }: KnownRepository,
  rest: string,
  words: ItemWords,
): Reply | undefined {
  const { host, method, url, sent } = call;
  const [, noun, id] = /^\/(\w+)(?:\/(\d+))?$/.exec(rest) ?? [];
  if (noun !== 'hooks' && noun !== words.keys) return undefined;
  const all: { id: number; repository: string }[] = noun === 'hooks' ? host.hooks : host.keys;
  const present = (it: { id: number; repository: string }) =>
    noun === 'hooks' ? words.hookAs(it as KnownHook) : words.keyAs(it as KnownKey);
  if (id === undefined && method === 'GET') {
    const { slice, headers, next } = pageOf(
      url,
      all.filter(({ repository }) => repository === fullName),
    );
    return reply(200, slice.map(present), { ...headers, 'x-next-page': next });
  }
  if (id === undefined) {
    const made = {
      ...{ id: nextId(host), repository: fullName },
      ...(noun === 'hooks'
        ? words.hookOf(sent)
        : { title: String(sent.title), key: bare(String(sent.key)), readOnly: words.isReadOnly(sent) }),
    };
    all.push(made);
    return reply(201, present(made));
  }
  const at = all.findIndex((it) => it.id === Number(id) && it.repository === fullName);
  const found = all[at];
  if (!found) return reply(404, words.missing);
  if (method === words.edit) {
    const { secret } = found as KnownHook;
    Object.assign(found, words.hookOf(sent), words.keepsSecret && { secret });
    return reply(200, present(found));
  }
  all.splice(at, 1);
  return { status: 204, body: undefined, headers: {} };
}

/** Hosts keep the key without its comment. */
function bare(key: string): string {
  return key.split(' ').slice(0, 2).join(' ');
}

function nextId(host: HostState): number {
  return 1 + Math.max(0, ...host.hooks.map(({ id }) => id), ...host.keys.map(({ id }) => id));
}

/** Renames a repository. Its earlier name leads to it. */
export function rename(host: HostState, from: string, to: string): void {
  host.repositories = host.repositories.map((it) => (it.fullName === from ? { ...it, fullName: to } : it));
  for (const item of [...host.hooks, ...host.keys]) {
    if (item.repository === from) Object.assign(item, { repository: to });
  }
  host.formerNames.set(from, to);
}

/** GitHub's and Gitea's form of a webhook. */
export const CONFIGURED = {
  hookOf: ({ config, events }: Record<string, unknown>) => {
    const { url, secret } = config as { url: string; secret: string };
    return { url, secret, events };
  },
  hookAs: ({ id, url, events }: KnownHook) => ({ id, active: true, events, config: { url } }),
  keyAs: ({ id, title, key, readOnly }: KnownKey) => ({ id, title, key, read_only: readOnly }),
  isReadOnly: (sent: Record<string, unknown>) => sent.read_only === true,
} as const;
