/** What a pasted text says about a remote. */
export type RemoteText = {
  kind: 'https' | 'ssh' | 'shorthand' | 'other';
  /** What would be registered. The server resolves `owner/name` by the user's connections. */
  url: string;
  /** `github.com`; empty if none is recognized, as of `owner/name`. */
  host: string;
  /** `owner/name`, without `.git`. */
  path: string;
  /** The last part of the path, which is probably the repository's name. */
  name: string;
  sourceType: 'git_url' | 'github' | 'gitlab';
};

const SCP_LIKE = /^[\w.-]+@([\w.-]+):(?!\/\/)(\S+)$/;
const SHORTHAND = /^[A-Za-z0-9][\w-]*\/(?!\.{1,2}$|\.git$)[\w.-]+$/;
/** What hosts append to a repository's path for pages inside it. Gitea follows `src` by the kind of ref. */
const PAGES =
  /^(-|tree|blob|commits?|issues|pulls?|merge_requests|releases|actions|wiki|src\/(branch|commit|tag))$/;
/** On gitlab.com, other names of pages may also be names of repositories. */
const PAGES_OF_GITLAB = /^(-|tree|blob|commits)$/;
/** Hosts whose repository paths always have two parts, so that further parts are a page inside. */
const TWO_PARTS = new Set(['github.com', 'bitbucket.org', 'codeberg.org']);

/** Recognizes a remote in a pasted text. The server decides whether it is allowed. */
export function recognizeRemote(pasted: string): RemoteText {
  const text = pasted.trim().replace(/^git clone\s+/, '');
  const scp = SCP_LIKE.exec(text);
  if (scp?.[1] && scp[2]) return remote('ssh', text, scp[1].toLowerCase(), scp[2]);
  if (/^(https?|ssh):\/\//i.test(text) && URL.canParse(text)) return fromUrl(text);
  if (SHORTHAND.test(text)) {
    return { ...remote('shorthand', text, '', text), sourceType: 'github' };
  }
  return remote('other', text, '', '');
}

function fromUrl(text: string): RemoteText {
  const url = new URL(text);
  if (url.protocol === 'ssh:') return remote('ssh', text, url.hostname, url.pathname);
  const path = repositoryPath(url);
  // A URL that the server will refuse with a reason, such as one with credentials, stays unchanged.
  const asPasted = (path === url.pathname && !url.search && !url.hash) || url.username !== '';
  return remote('https', asPasted ? text : url.origin + path, url.host, path);
}

/** The address of a page inside a repository becomes that of the repository. */
function repositoryPath({ hostname, pathname }: URL): string {
  const parts = pathname.split('/');
  if (TWO_PARTS.has(hostname)) return parts.slice(0, 3).join('/');
  const pages = hostname === 'gitlab.com' ? PAGES_OF_GITLAB : PAGES;
  const isPage = (part: string, at: number) => pages.test(part) || pages.test(`${part}/${parts[at + 1]}`);
  // An owner and a name come first, which may be called like pages.
  const end = parts.findIndex((part, at) => at > 2 && isPage(part, at));
  return end < 0 ? pathname : parts.slice(0, end).join('/');
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

/** The https address of an ssh remote; undefined if it can't be derived. */
export function asHttps({ kind, host, path }: RemoteText): string | undefined {
  return kind === 'ssh' && host && path ? `https://${host}/${path}.git` : undefined;
}

/** GitHub's own host. */
export const GITHUB = 'github.com';

type Typed = { remoteUrl?: string | null | undefined; sourceType?: string | null | undefined };

/** What is sent as the remote. As a plain Git URL, with no account to use, `owner/name` is at GitHub itself. */
export function remoteToSend({ remoteUrl, sourceType }: Typed): string | undefined {
  if (!remoteUrl) return undefined;
  const { kind, url, path } = recognizeRemote(remoteUrl);
  return kind === 'shorthand' && sourceType === 'git_url' ? `https://${GITHUB}/${path}.git` : url;
}
