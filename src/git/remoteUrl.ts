import ipaddr from 'ipaddr.js';

/** The hosts that the operator allows beyond the public internet. */
export type RemotePolicy = {
  readonly allowPrivate: boolean;
  /** Host names or literal addresses that may be private; lower case. */
  readonly allowedHosts: readonly string[];
};

export type RemoteUrl =
  | { kind: 'http'; url: string; host: string; port: number }
  | { kind: 'ssh'; url: string; host: string; port: number };

export type Verdict = { ok: true; remote: RemoteUrl } | { ok: false; reason: string };

export const REMOTE_URL_LIMIT = 2048;

const SCP_LIKE = /^([A-Za-z0-9._-]+)@([A-Za-z0-9][A-Za-z0-9.-]*):(?!\/\/)([^\s]+)$/;
/** ssh gets the user name as an argument, so it holds nothing that ssh or a shell would read. */
const SSH_USER = /^[A-Za-z0-9_][A-Za-z0-9._+-]*$/;
const HOST_NAME = /^(?=.{1,253}$)(?!-)[a-z0-9_-]+(?<!-)(?:\.(?!-)[a-z0-9_-]+(?<!-))*$/;
const UNPRINTABLE = /[\p{Cc} ]/u;
/** git decodes these in ssh URLs, before it passes the path to the host. */
const ENCODED_CONTROL = /%(?:[01][0-9a-f]|7f)/i;
const HTTP_PORT = 80;
const HTTPS_PORT = 443;
const SSH_PORT = 22;

/**
 * Checks a remote URL by its text only, as at its registration. A host name's addresses are checked when Heimdall
 * connects (address.ts).
 * @returns the URL to pass to git, or a reason that follows the words "remote_url"
 */
export function judgeRemoteUrl(raw: string, policy: RemotePolicy): Verdict {
  if (raw.length > REMOTE_URL_LIMIT) return refuse(`must be at most ${REMOTE_URL_LIMIT} characters`);
  // On the raw text: URL parsing silently drops newlines and tabs.
  if (UNPRINTABLE.test(raw)) return refuse('must not contain spaces or control characters');
  if (raw.startsWith('-')) return refuse('must not begin with a dash');
  if (/^[a-z][a-z0-9+.-]*::/i.test(raw)) return refuse('must not name a transport helper; use https or ssh');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(raw)) return judgeUrl(raw, policy);
  const [, user, host, path] = SCP_LIKE.exec(raw) ?? [];
  // Git refuses to ask a host for it, as the host could take it for an option.
  if (path?.startsWith('-')) return refuse('must not have a path that begins with a dash');
  if (user && host) return judgeSsh({ url: raw, user, host: host.toLowerCase(), port: SSH_PORT }, policy);
  return refuse('must be an https, http or ssh URL, or git@host:path; local paths are not read');
}

function judgeUrl(raw: string, policy: RemotePolicy): Verdict {
  let url: URL;
  try {
    url = new URL(raw);
  } catch {
    return refuse('is not a valid URL');
  }
  const scheme = url.protocol.slice(0, -1);
  if (scheme !== 'https' && scheme !== 'http' && scheme !== 'ssh') {
    return refuse(`must use https, http or ssh, not ${scheme}`);
  }
  if (url.password || (url.username && scheme !== 'ssh')) {
    return refuse('must not contain credentials; connect an account instead');
  }
  // A fragment never reaches the server; a query is not part of any Git host's clone address.
  if (/[?#]/.test(raw)) return refuse('must not contain a query or a fragment');
  if (url.pathname === '/' || url.pathname === '') return refuse('must name a repository, not only a host');
  const host = hostOf(url);
  if (scheme === 'ssh') {
    const port = Number(url.port || SSH_PORT);
    return judgeSsh({ url: url.href, user: url.username, host, port }, policy);
  }
  const port = Number(url.port || (scheme === 'https' ? HTTPS_PORT : HTTP_PORT));
  const refusal = judgeHost(host, policy) ?? judgePort(port, [HTTP_PORT, HTTPS_PORT]);
  return refusal ? refuse(refusal) : { ok: true, remote: { kind: 'http', url: url.href, host, port } };
}

type SshParts = { url: string; user: string; host: string; port: number };

/** @param parts.user empty if the URL names none */
function judgeSsh({ url, user, host, port }: SshParts, policy: RemotePolicy): Verdict {
  if (user !== '' && !SSH_USER.test(user))
    return refuse('must name a user of letters, digits, . _ + and - only');
  if (ENCODED_CONTROL.test(url)) return refuse('must not contain spaces or control characters');
  // Some hosts also offer ssh on the port of https, which firewalls let through.
  const refusal = judgeHost(host, policy) ?? judgePort(port, [SSH_PORT, HTTPS_PORT]);
  return refusal ? refuse(refusal) : { ok: true, remote: { kind: 'ssh', url, host, port } };
}

function judgeHost(host: string, policy: RemotePolicy): string | undefined {
  if (ipaddr.isValid(host)) return judgeAddress(host, policy, host);
  if (host.endsWith('.')) return 'must not end its host name with a dot';
  if (!HOST_NAME.test(host)) return 'must name a valid host';
  if (METADATA_NAMES.has(host)) return 'must not point at a cloud metadata service';
  const local = host === 'localhost' || host.endsWith('.localhost');
  return local && !isAllowed(host, policy) ? PRIVATE_REFUSAL : undefined;
}

/** The ports of other system services are refused, so that no request reaches such a service. */
function judgePort(port: number, allowed: readonly number[]): string | undefined {
  return port < 1024 && !allowed.includes(port)
    ? `must not use port ${port}, which belongs to another service`
    : undefined;
}

const PRIVATE_REFUSAL = 'must not point at this machine or a private network';

/**
 * Cloud metadata services. AWS, Azure, GCP, DigitalOcean and OpenStack have 169.254.169.254, AWS ECS .170.2 and EKS
 * .170.23. Azure's wire server, Alibaba Cloud and Oracle Cloud have others. Over IPv6 they are of AWS, Google,
 * Oracle, Scaleway, Linode and Alibaba. Source: the providers' documentation.
 */
const METADATA_ADDRESSES = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
  'fd00:c1::a9fe:a9fe',
  'fd00:42::42',
  'fd00:a9fe:a9fe::1',
  'fd00:100::100:200',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
]);
const METADATA_NAMES = new Set(['metadata.google.internal', 'metadata', 'instance-data']);
/** Ranges that an operator can allow. All other ranges except unicast are always refused. */
const PRIVATE_RANGES = new Set(['private', 'loopback', 'uniqueLocal', 'carrierGradeNat']);

/**
 * Checks one address against the policy.
 * @param address IPv4 or IPv6 text; a v4-mapped form counts as the IPv4 address that it maps to
 * @param host the name that resolved to it, which the operator may have allowed
 * @returns undefined where it is allowed, else a reason that follows the words "remote_url"
 */
export function judgeAddress(address: string, policy: RemotePolicy, host: string): string | undefined {
  const parsed = ipaddr.process(address);
  if (METADATA_ADDRESSES.has(parsed.toString())) return 'must not point at a cloud metadata service';
  const range = parsed.range();
  if (range === 'unicast' && !isIpv4Compatible(parsed)) return undefined;
  return PRIVATE_RANGES.has(range) && isAllowed(host, policy) ? undefined : PRIVATE_REFUSAL;
}

/** The deprecated form ::a.b.c.d, which some systems still treat as a.b.c.d. Source: RFC 4291, 2.5.5.1. */
function isIpv4Compatible(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address.kind() === 'ipv6' && (address as ipaddr.IPv6).parts.slice(0, 6).every((part) => part === 0);
}

function isAllowed(host: string, policy: RemotePolicy): boolean {
  return policy.allowPrivate || policy.allowedHosts.includes(host);
}

/** The host without IPv6 brackets. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

function refuse(reason: string): Verdict {
  return { ok: false, reason };
}
