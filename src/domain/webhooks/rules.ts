import { type Place, placeOf, storedPath } from '../repos/rules';

/** What is done with the deliveries of Git hosts. */

/** The kinds of Git hosts that send webhooks. Forgejo's are Gitea's. */
export const WEBHOOK_PROVIDERS = ['github', 'gitlab', 'gitea'] as const;
export type WebhookProvider = (typeof WEBHOOK_PROVIDERS)[number];

/** Who makes the webhook at the Git host: Heimdall, through a connection, or the user. */
export const WEBHOOK_MODES = ['provider', 'manual'] as const;

/** `active` if Heimdall has made it, and nothing has arrived yet. `unreadable` if the secret was sealed with a key that this installation no longer has. */
export const WEBHOOK_STATES = ['off', 'waiting', 'active', 'receiving', 'unreadable'] as const;

/** How long deliveries are listed, and recognized when they are sent again. */
export const KEPT_DAYS = 30;

/**
 * What came of a delivery. The last two are answers alone:
 * there is no repo to list the delivery for, or it is listed already.
 */
export const OUTCOMES = [
  'scan_requested',
  'already_scanned',
  'ignored: ping',
  'ignored: not a push',
  'ignored: a deletion',
  'ignored: a tag',
  'ignored: another branch',
  'ignored: another kind of ref',
  'duplicate',
  'ignored: no such repository',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A branch or tag of a Git host that points to another commit now. */
export type Push = {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  /** The host's own default branch, if the delivery names it. */
  readonly defaultBranch: string | undefined;
};

/** The scanned branch of a repo; null for the host's own. */
export type Scanned = { readonly branch: string | null; readonly allRefs: boolean };

/** What scans know of a repo when a push arrives. */
export type Known = {
  /** Whether a scan runs that has not said yet what it has fetched. */
  readonly isFetching: boolean;
  /** The commit that is being scanned; without a running scan, that of the newest completed one. */
  readonly commit: string | null;
  /** Whether the pushed commit was scanned, or pushed before a scan that has completed. */
  readonly isOld: boolean;
  /** Whether the same signed body has come before, under another id. */
  readonly isRepeated: boolean;
};

/** A request of a Git host. */
export type Sent = {
  readonly provider: WebhookProvider;
  /** The kind of event, by the host's words. */
  readonly event: string;
  /** The host's id of the delivery, which stays the same when it is sent again. */
  readonly key: string;
  /** What the host sends as proof; undefined if it sends none. */
  readonly signature: string | undefined;
  /** The id in the URL of a webhook that Heimdall has made; null for others. */
  readonly webhookId: string | null;
  /** The bytes that the signature is about. */
  readonly signed: Uint8Array;
  /** The value of the JSON; undefined if it is none. */
  readonly body: unknown;
};

const BRANCHES = 'refs/heads/';
const TAGS = 'refs/tags/';

/** Why a push does not concern the scans of a repo; undefined if it does. */
export function whyIgnored(push: Push, { branch, allRefs }: Scanned): Outcome | undefined {
  const { ref, after } = push;
  if (/^0+$/.test(after)) return 'ignored: a deletion';
  const isBranch = ref.startsWith(BRANCHES);
  if (!isBranch && !ref.startsWith(TAGS)) return 'ignored: another kind of ref';
  if (allRefs) return undefined;
  if (!isBranch) return 'ignored: a tag';
  const scanned = branch ?? push.defaultBranch;
  // Until a probe has found the branch, any may be the one.
  return scanned === undefined || ref === BRANCHES + scanned ? undefined : 'ignored: another branch';
}

/**
 * Whether a push needs a scan.
 * A body that has come before is a redelivery or a replay. It is scanned only until its commit is old.
 * Of others, a branch that was reset names an old commit, too, but comes from the commit that is scanned.
 */
export function needsScan(
  { before, after }: Push,
  { isFetching, commit, isOld, isRepeated }: Known,
): boolean {
  if (!isFetching && after === commit) return false;
  if (isRepeated) return !isOld;
  return isFetching || before === commit || !isOld;
}

/**
 * Whether a signature covers the body, so that only a body that was sent before can be sent again.
 * GitLab sends its secret itself, by which any body can be made: its bodies are no proof.
 * Two of its pushes between the same commits are equal, too, while those of others say when they were made.
 */
export function signsBodies(provider: WebhookProvider): boolean {
  return provider !== 'gitlab';
}

/** What one delivery did in all, by what it did for each repo. */
export function overall(outcomes: readonly Outcome[]): Outcome {
  return OUTCOMES.find((it) => outcomes.includes(it)) ?? 'ignored: no such repository';
}

/** The fields in which Git hosts give the addresses and the full name of a repository. */
const URL_FIELDS = ['clone_url', 'ssh_url', 'html_url', 'git_http_url', 'git_ssh_url', 'http_url', 'web_url'];
const NAME_FIELDS = ['full_name', 'path_with_namespace'];

/** The repository that a body is about, at all of its addresses. Anything else in a body names none. */
export function placesIn(body: unknown): Place[] {
  const nouns = [fieldOf(body, 'repository'), fieldOf(body, 'project')];
  const texts = (fields: string[]) =>
    nouns.flatMap((noun) => fields.map((field) => fieldOf(noun, field)).filter(isShortText));
  const named = texts(NAME_FIELDS).map((name) => ({ host: '', path: storedPath(name) }));
  return [...texts(URL_FIELDS).map(placeOf), ...named].filter(({ path }) => isStorable(path));
}

const MOST_CHARACTERS = 2048;

/** No remote is longer. Anybody may send texts of many megabytes. */
function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MOST_CHARACTERS;
}

/** No remote has another path, and PostgreSQL refuses some. */
function isStorable(path: string): boolean {
  return path !== '' && !/[\p{Cc}\p{Surrogate}]/u.test(path);
}

/** The branch that a body names as its repository's default. */
export function defaultBranchIn(body: unknown): string | undefined {
  const names = ['project', 'repository'].map((noun) => fieldOf(fieldOf(body, noun), 'default_branch'));
  return names.find((name) => typeof name === 'string');
}

export function fieldOf(value: unknown, name: string): unknown {
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isObject ? (value as Record<string, unknown>)[name] : undefined;
}

/** Whether a delivery is about a push. GitLab's system hooks have one event for all, so its body says it. */
export function isPush(provider: WebhookProvider, event: string, body: unknown): boolean {
  if (provider !== 'gitlab') return event === 'push';
  return ['push', 'tag_push'].includes(String(fieldOf(body, 'object_kind') ?? fieldOf(body, 'event_name')));
}

/** The kind of a repo's Git host, as far as its remote says. A host of another name is likely to be a Gitea or Forgejo. */
export function likelyProvider(repo: { sourceType: string; remoteUrl: string | null }): WebhookProvider {
  const known = WEBHOOK_PROVIDERS.find((it) => it === repo.sourceType);
  if (known) return known;
  const { host } = placeOf(repo.remoteUrl ?? '');
  return WEBHOOK_PROVIDERS.find((it) => host.includes(it)) ?? 'gitea';
}
