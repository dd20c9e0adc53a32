/** The words and types of providers, which the domain and the browser use too. */

/** `basic` is any Git host that asks for a user name and a password or token. */
export const PROVIDERS = ['github', 'gitlab', 'gitea', 'basic'] as const;
export type ProviderName = (typeof PROVIDERS)[number];
/** The providers with an API. */
export type ApiProvider = Exclude<ProviderName, 'basic'>;

/** Where each provider's pages begin, as the operator set it. Gitea has no address unless it is set. */
export type ProviderUrls = { readonly [P in ApiProvider]: string | undefined };

/** A host, as clients reach it. */
export type Host = {
  readonly provider: ProviderName;
  /** Its name, and its port unless that is usual. */
  readonly name: string;
  /** Where its pages begin, without a trailing slash. */
  readonly baseUrl: string;
};

/** How a client identifies itself. Nothing logs it. */
export type HostCredential = {
  readonly token: string;
  readonly kind: 'oauth' | 'token';
  /** The account's name; for a plain Git host, the user name. */
  readonly username: string | null;
  /** One user's requests do not wait for another's limits. */
  readonly userId: string;
};

/** The account to which a token belongs. */
export type HostAccount = {
  readonly id: string;
  readonly name: string;
  /** What the token may do, as far as the provider says it. */
  readonly scopes: readonly string[];
  /** What it may not do, although Heimdall needs it. */
  readonly lacks: readonly string[];
  readonly expiresAt: Date | null;
};

export type HostRepository = {
  /** The provider's own id, which stays when the repository is renamed. */
  readonly externalId: string;
  /** Such as `owner/name`, or `group/subgroup/name`. */
  readonly fullName: string;
  readonly cloneUrl: string;
  readonly defaultBranch: string | null;
  readonly private: boolean;
  readonly archived: boolean;
  readonly language: string | null;
  readonly pushedAt: Date | null;
};

/** Whether a text is `owner/name`, or a longer path of groups: what hosts call the full name of a repository. */
export function isFullName(text: string): boolean {
  return text.length <= 255 && /^[\w.-]+(?:\/[\w.-]+)+$/.test(text) && !/(?:^|\/)\.{1,2}(?:\/|$)/.test(text);
}

export type HostQuery = {
  /** A part of the full name. */
  readonly q?: string | undefined;
  /** The account or group above the repository. */
  readonly owner?: string | undefined;
  /** The number of the page. */
  readonly page: number;
};

export type HostPage = {
  readonly items: readonly HostRepository[];
  readonly nextPage: number | null;
};

/**
 * The state of an issue. `not_planned`: a person has decided against it.
 * Only GitHub says why one was closed, so any other host's closed issues count as that.
 */
export type HostIssueState = 'open' | 'closed' | 'not_planned';

export type HostIssue = {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly state: HostIssueState;
};

export type NewIssue = { readonly title: string; readonly body: string; readonly label: string };

export type IssueChange = {
  readonly title?: string;
  readonly body?: string;
  readonly state?: 'open' | 'closed';
  /** Written after the change. */
  readonly comment?: string;
};

/** Where issues are, and which account opens them. */
export type IssuePlace = { readonly fullName: string; readonly account: string };

/** What a webhook sends its deliveries to, and signs them with. */
export type HostHook = { readonly url: string; readonly secret: string };

/** What Heimdall asks of a host. Each call throws ProviderError, and nothing else that a host can cause. */
export type HostClient = {
  /** Checks the token. */
  readonly whoAmI: () => Promise<HostAccount>;
  /** The repositories that the token can see, a page at a time, in the order of their last change. */
  readonly listRepositories: (query: HostQuery) => Promise<HostPage>;
  /** @returns undefined if it does not exist or the token can't see it */
  readonly getRepository: (fullName: string) => Promise<HostRepository | undefined>;
  /** By the provider's own id, also if the repository was renamed. @returns as getRepository */
  readonly getRepositoryById: (externalId: string) => Promise<HostRepository | undefined>;
  /** The names of at most MOST_BRANCHES branches. */
  readonly listBranches: (repository: { fullName: string; cloneUrl: string }) => Promise<string[]>;
  /** All issues that the account has opened, the oldest first. Unlike a search, it has the newest ones at once. */
  readonly listIssues: (place: IssuePlace) => Promise<HostIssue[]>;
  /** It is never repeated, as a host that fails may have opened the issue nevertheless. */
  readonly createIssue: (place: IssuePlace, issue: NewIssue) => Promise<HostIssue>;
  readonly updateIssue: (place: IssuePlace, number: number, change: IssueChange) => Promise<void>;
  /** Makes a webhook for pushes. One with the same URL is changed instead. */
  readonly ensureWebhook: (fullName: string, hook: HostHook) => Promise<void>;
  /** @returns false if there is none with this URL */
  readonly removeWebhook: (fullName: string, url: string) => Promise<boolean>;
  /** Adds a key that may read the repository, unless it is there. @param key as a line of authorized_keys */
  readonly ensureDeployKey: (fullName: string, key: string) => Promise<void>;
  /** @returns false if it is not there */
  readonly removeDeployKey: (fullName: string, key: string) => Promise<boolean>;
};

/** The part of a client that deals with issues. */
export type IssueClient = Pick<HostClient, 'listIssues' | 'createIssue' | 'updateIssue'>;

/** The part of a client that deals with what Heimdall makes at a repository. */
export type ItemClient = Pick<
  HostClient,
  'ensureWebhook' | 'removeWebhook' | 'ensureDeployKey' | 'removeDeployKey'
>;

/** Makes clients. The domain gets one in its context. */
export type Providers = (host: Host, credential: HostCredential | undefined) => HostClient;

export const MOST_BRANCHES = 1_000;

/** How many pages of issues are read at most. With more, a known issue could be taken for a new one. */
export const MOST_ISSUE_PAGES = 100;

/**
 * Why a host did not do what was asked. `refused`: the token is invalid, expired or revoked.
 * `forbidden`: the token is valid, but may not do this. `limited`: too many requests.
 * `unavailable`: the host is down, slow, or no such host.
 */
export type ProviderErrorKind = 'refused' | 'forbidden' | 'limited' | 'unavailable';

/** The message is a sentence for users. It has no text of the host, as that could hold anything. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';

  constructor(
    readonly kind: ProviderErrorKind,
    message: string,
    /** Seconds until a limited request may succeed. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** The providers whose API and OAuth Heimdall knows. */
export const API_PROVIDERS = ['github', 'gitlab', 'gitea'] as const satisfies readonly ApiProvider[];

/** What a connection may be for, beside reading. */
export const FEATURES = ['webhooks', 'issues'] as const;
export type Feature = (typeof FEATURES)[number];

/** What a host gives by OAuth. */
export type OAuthTokens = {
  readonly token: string;
  /** Null if the host gives none, as its tokens don't end or it keeps the one before. */
  readonly refreshToken: string | null;
  readonly expiresAt: Date | null;
  /** Empty if the host does not say, as it has given what was asked for. Source: RFC 6749, section 5.1. */
  readonly scopes: readonly string[];
};

/** A user's way to a host and back. Its secrets show that who comes back is who left. */
export type OAuthLeave = { readonly url: string; readonly state: string; readonly verifier: string };
export type OAuthReturn = { readonly code: string; readonly state: string; readonly verifier: string };

/** The clients of providers that the operator has registered. Their calls throw OAuthError. */
export type OAuth = {
  /** The host whose client is registered; undefined if none is. */
  readonly hostOf: (provider: ApiProvider) => Host | undefined;
  readonly leave: (provider: ApiProvider, scopes: readonly string[]) => Promise<OAuthLeave>;
  readonly redeem: (provider: ApiProvider, returned: OAuthReturn) => Promise<OAuthTokens>;
  readonly renew: (provider: ApiProvider, refreshToken: string) => Promise<OAuthTokens>;
  /** Has the host forget a token and what renews it. It never throws, and does not wait for a slow host. */
  readonly revoke: (provider: ApiProvider, token: string) => Promise<HostRevocation>;
};

/** `unsupported`: the host has no way to do so. `unconfirmed`: it has not said that it did. */
export const HOST_REVOCATIONS = ['revoked', 'unsupported', 'unconfirmed'] as const;
export type HostRevocation = (typeof HOST_REVOCATIONS)[number];

/**
 * Why a host gave no token. `refused`: the code or the refresh token is used up, too old or revoked.
 * `client`: it does not accept Heimdall's client. `private`: the operator has not allowed its address.
 */
export type OAuthErrorKind = 'refused' | 'client' | 'private' | 'unavailable';

/** It has no text of the host, as that could hold anything. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';

  constructor(readonly kind: OAuthErrorKind) {
    super(`No token by OAuth: ${kind}`);
  }
}

/** A scope, and what it is for. */
export type ScopeNeed = { readonly scope: string; readonly why: string };

/** The least that each kind of token needs, as dashboards name it before they ask for a token. */
export const NEEDS: Record<
  ProviderName,
  readonly { readonly token: string; readonly scopes: readonly ScopeNeed[] }[]
> = {
  github: [
    {
      token: 'Fine-grained token',
      scopes: [
        { scope: 'Metadata: read-only', why: 'to list the repositories that you choose' },
        { scope: 'Contents: read-only', why: 'to fetch their commits' },
      ],
    },
    {
      token: 'Classic token',
      scopes: [
        { scope: 'repo', why: 'to list and fetch private repositories; GitHub has no smaller scope for it' },
      ],
    },
  ],
  gitlab: [
    {
      token: 'Personal, group or project token',
      scopes: [
        { scope: 'read_api', why: 'to list projects and branches' },
        { scope: 'read_repository', why: 'to fetch their commits' },
      ],
    },
  ],
  gitea: [
    {
      token: 'Access token',
      scopes: [
        { scope: 'read:user', why: 'to know whose token it is' },
        { scope: 'read:repository', why: 'to list and fetch repositories' },
      ],
    },
  ],
  basic: [
    {
      token: 'User name and token',
      scopes: [{ scope: 'read', why: 'to fetch the repositories of this host' }],
    },
  ],
};

/** The least that OAuth asks for, by what a connection is for. Reading is always part of it. */
export function oauthScopes(provider: ApiProvider, features: readonly Feature[]): ScopeNeed[] {
  return OAUTH_SCOPES[provider](new Set(features));
}

const OAUTH_SCOPES: Record<ApiProvider, (features: ReadonlySet<Feature>) => ScopeNeed[]> = {
  // Source: https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps
  github: () => [
    {
      scope: 'repo',
      why: 'to list and fetch private repositories; GitHub has no smaller scope for it, and this one also covers webhooks, deploy keys and issues',
    },
  ],
  // Source: https://docs.gitlab.com/integration/oauth_provider/#view-all-authorized-applications
  gitlab: (features) =>
    features.size === 0
      ? [
          { scope: 'read_api', why: 'to list projects and branches' },
          { scope: 'read_repository', why: 'to fetch their commits' },
        ]
      : [
          {
            scope: 'api',
            why: `to list and fetch projects, and to ${purposesOf(features)}; GitLab has no smaller scope for it`,
          },
        ],
  // Source: https://docs.gitea.com/development/oauth2-provider#scopes
  gitea: (features) => [
    { scope: 'read:user', why: 'to know whose connection it is' },
    features.has('webhooks')
      ? {
          scope: 'write:repository',
          why: `to list and fetch repositories, and to ${purposesOf(new Set(['webhooks']))}`,
        }
      : { scope: 'read:repository', why: 'to list and fetch repositories' },
    ...(features.has('issues')
      ? [{ scope: 'write:issue', why: `to ${purposesOf(new Set(['issues']))}` }]
      : []),
  ],
};

const PURPOSES: Record<Feature, string> = {
  webhooks: 'make webhooks and deploy keys',
  issues: 'open and close issues',
};

function purposesOf(features: ReadonlySet<Feature>): string {
  return FEATURES.filter((feature) => features.has(feature))
    .map((feature) => PURPOSES[feature])
    .join(', and to ');
}

/** What scopes are enough for. To write is also to read. */
export function featuresOf(provider: ApiProvider, scopes: readonly string[]): Feature[] {
  const has = (scope: string) => scopes.includes(scope) || scopes.includes(scope.replace('read:', 'write:'));
  return FEATURES.filter((feature) => oauthScopes(provider, [feature]).every(({ scope }) => has(scope)));
}
