/** Scheme and user, host with port, path without `.git`: of a URL, or of git@host:path. */
const PARTS = /^(?:\w+:\/\/)?(?:[^@/]*@)?([^/:]+(?::\d+)?)[:/]\/*(.+?)(?:\.git)?\/*$/;

/** Returns the host of a remote, with its port if it has one; an empty text if none is recognized. */
export function hostOf(url: string): string {
  return PARTS.exec(url)?.[1] ?? '';
}

/** Shortens a remote for display: `github.com/example/my-web-app`. */
export function shortRemote(url: string): string {
  const [, host, path] = PARTS.exec(url) ?? [];
  return host && path ? `${host}/${path}` : url;
}
