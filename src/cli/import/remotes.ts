/** Whether two remote URLs name the same repository, whichever way they lead to it. */
export function sameRemote(one: string, other: string): boolean {
  return placeOf(one) === placeOf(other);
}

/** The last part of a remote URL, without `.git`. */
export function nameOf(remote: string): string {
  return placeOf(remote).split('/').at(-1) ?? '';
}

/** Host and path: of `https://host/path.git`, `ssh://git@host/path` and `git@host:path`. */
function placeOf(remote: string): string {
  const url = remote.includes('://') ? remote : fromScp(remote);
  if (!URL.canParse(url)) return remote;
  const { host, pathname } = new URL(url);
  const path = pathname.split('/').filter(Boolean).join('/');
  return `${host.toLowerCase()}/${path.endsWith('.git') ? path.slice(0, -'.git'.length) : path}`;
}

/** `git@host:path` as a URL. */
function fromScp(remote: string): string {
  const colon = remote.indexOf(':');
  return `ssh://${remote.slice(0, colon)}/${remote.slice(colon + 1)}`;
}
