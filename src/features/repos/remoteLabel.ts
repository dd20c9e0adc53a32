/** Scheme and user, host with its port, path without `.git`: of a URL, or of git@host:path. */
const PARTS = /^(?:\w+:\/\/)?(?:[^@/]*@)?([^/:]+(?::\d+)?)[:/]\/*(.+?)(?:\.git)?\/*$/;

/** The host of a registered remote, with its port where it has one; empty where none is to be seen. */
export function hostOf(url: string): string {
  return PARTS.exec(url)?.[1] ?? '';
}

/** `github.com/example/my-web-app`: a registered remote as people say it. */
export function shortRemote(url: string): string {
  const [, host, path] = PARTS.exec(url) ?? [];
  return host && path ? `${host}/${path}` : url;
}
