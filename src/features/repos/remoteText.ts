/** What somebody has pasted where a remote is asked for. */
export type RemoteText = {
  kind: 'https' | 'ssh' | 'shorthand' | 'other';
  /** What would be registered. */
  url: string;
  /** `github.com`; empty where there is none to be seen. */
  host: string;
  /** `owner/name`, without `.git`. */
  path: string;
  /** The last part of the path: what the repository is probably called. */
  name: string;
  sourceType: 'git_url' | 'github' | 'gitlab';
};

const SCP_LIKE = /^[\w.-]+@([\w.-]+):(?!\/\/)(\S+)$/;
const SHORTHAND = /^[A-Za-z0-9][\w-]*\/[\w.-]+$/;
/** What hosts put behind a repository's path when one looks around in it. */
const INSIDE =
  /\/(-\/.*|(tree|blob|commits?|issues|pulls?|merge_requests|src|releases|actions|wiki)(\/.*)?)$/;
/** Hosts whose repositories are always two parts deep, so that what follows is a place inside. */
const TWO_PARTS = new Set(['github.com', 'bitbucket.org', 'codeberg.org']);

/** Recognises a remote in what was pasted; the server decides whether it may be talked to. */
export function recogniseRemote(pasted: string): RemoteText {
  const text = pasted.trim().replace(/^git clone\s+/, '');
  const scp = SCP_LIKE.exec(text);
  if (scp?.[1] && scp[2]) return remote('ssh', text, scp[1].toLowerCase(), scp[2]);
  if (/^(https?|ssh):\/\//i.test(text) && URL.canParse(text)) return fromUrl(text);
  if (SHORTHAND.test(text)) {
    return remote('shorthand', `https://github.com/${withoutGit(text)}.git`, 'github.com', text);
  }
  return remote('other', text, '', '');
}

function fromUrl(text: string): RemoteText {
  const url = new URL(text);
  if (url.protocol === 'ssh:') return remote('ssh', text, url.hostname, url.pathname);
  const path = repositoryPath(url);
  // What the server has something to say about, such as credentials, stays as it is.
  const asPasted = (path === url.pathname && !url.search && !url.hash) || url.username !== '';
  return remote('https', asPasted ? text : url.origin + path, url.host, path);
}

/** A page inside a repository leads to the repository. */
function repositoryPath({ hostname, pathname }: URL): string {
  if (TWO_PARTS.has(hostname)) return pathname.split('/').slice(0, 3).join('/');
  return pathname.replace(INSIDE, '');
}

function remote(kind: RemoteText['kind'], url: string, host: string, rawPath: string): RemoteText {
  const path = withoutGit(rawPath.replace(/^\/+|\/+$/g, ''));
  return { kind, url, host, path, name: path.split('/').at(-1) ?? '', sourceType: sourceOf(kind, host) };
}

function sourceOf(kind: RemoteText['kind'], host: string): RemoteText['sourceType'] {
  if (kind === 'ssh') return 'git_url';
  if (host === 'github.com') return 'github';
  return host === 'gitlab.com' ? 'gitlab' : 'git_url';
}

function withoutGit(path: string): string {
  return path.replace(/\.git$/, '');
}

/** The https address of what ssh was given for; undefined where there is nothing to make it from. */
export function asHttps({ kind, host, path }: RemoteText): string | undefined {
  return kind === 'ssh' && host && path ? `https://${host}/${path}.git` : undefined;
}
