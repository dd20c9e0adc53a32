import { z } from 'zod';
import {
  API_PROVIDERS,
  type ApiProvider,
  FEATURES,
  type Feature,
  type Host,
  isFullName,
  PROVIDERS,
  type ScopeNeed,
} from '@/providers/provider';
import { byId, idField, oneOf, optional, secretText, text, visibleText } from '../fields';
import { pageInput, searchText } from '../page';
import { repoFields } from '../repos/schema';
import { CONNECTION_STATES, REVOCATIONS } from './rules';

/** The limit for one user, as the dashboard shows all of them. */
export const MAX_CONNECTIONS = 50;
/** How many repositories one request may add. */
export const MAX_ADDED = 100;

/** Header fields and prompts of Git have one line. */
const token = secretText('token', 1, 4096).refine((value) => /^[\x21-\x7e]+$/.test(value.trim()), {
  error: 'token must be of visible ASCII characters',
});

export const createConnectionInput = z
  .object({
    provider: oneOf('provider', PROVIDERS),
    /** By default the provider's usual one. */
    host: optional(text('host', 255).meta({ examples: ['gitlab.example.com'] })),
    token: token.transform((value) => value.trim()),
    username: optional(
      visibleText('username', 255).refine((name) => !/[:@]/.test(name), 'username must not contain : or @'),
    ),
  })
  .refine(({ provider, username }) => provider !== 'basic' || username !== undefined, {
    path: ['username'],
    error: 'username is required when provider is basic',
  });

export const startOAuthInput = z.object({
  provider: oneOf('provider', API_PROVIDERS),
  /** What the connection is for, beside reading. */
  features: z.array(oneOf('features', FEATURES)).max(FEATURES.length).default([]),
  /** The connection to make again, for what it was for. */
  again: optional(idField('again')),
});

/** What is kept of a user who is at a host meanwhile. */
export const oauthAttempt = z.object({
  provider: z.enum(API_PROVIDERS),
  /** What was asked for. A host that says nothing of scopes has given these. */
  scopes: z.array(z.string()),
  state: z.string(),
  verifier: z.string(),
  until: z.number(),
});

/** A host that can be connected by OAuth. */
export type OAuthHost = Host & {
  readonly provider: ApiProvider;
  /** What is asked for, by what the connection is for beside reading. */
  readonly choices: readonly {
    readonly features: readonly Feature[];
    readonly scopes: readonly ScopeNeed[];
  }[];
};

/** What a host adds to the address to which it sends a user back. */
export type OAuthReturned = {
  readonly code: string | null;
  readonly state: string | null;
  readonly error: string | null;
};

const fullName = text('full_names', 255).refine(isFullName, 'full_names must be such as owner/name');

export const listHostReposInput = byId.extend({
  q: searchText,
  /** The account or group above the repositories. */
  owner: optional(text('owner', 255)),
  cursor: pageInput.shape.cursor,
});

export const addReposInput = byId.extend({
  fullNames: z
    .array(fullName, {
      error: ({ input }) => (input == null ? 'full_names is required' : 'full_names must be a list'),
    })
    .min(1, 'full_names must have at least one name')
    .max(MAX_ADDED, `full_names must have at most ${MAX_ADDED} names`)
    .transform((names) => [...new Set(names)]),
});

export const connectionFields = z.object({
  id: z.uuid(),
  provider: z.enum(PROVIDERS),
  host: z.string(),
  account: z.string(),
  kind: z.enum(['oauth', 'token']),
  scopes: z.array(z.string()),
  state: z.enum(CONNECTION_STATES),
  checkedAt: z.date().nullable(),
  createdAt: z.date(),
});

export const connectionReceipt = z.object({
  id: z.uuid(),
  deleted: z.literal(true),
  /** How many repositories were linked to it. They stay. */
  repos: z.int(),
});

/** The documented fields, and a further one for the page. */
export const connectionReceiptDetail = connectionReceipt.extend({
  /** Of a token by OAuth; null for one that the user has pasted, who alone revokes it. */
  revocation: z.enum(REVOCATIONS).nullable(),
});

export const hostRepoFields = z.object({
  externalId: z.string(),
  fullName: z.string(),
  cloneUrl: z.string(),
  defaultBranch: z.string().nullable(),
  private: z.boolean(),
  language: z.string().nullable(),
  pushedAt: z.date().nullable(),
  /** One of the caller's repos with this remote. */
  repoId: z.uuid().nullable(),
});

export const addedRepos = z.object({
  created: z.array(repoFields),
  failed: z.array(z.object({ fullName: z.string(), message: z.string() })),
});

export const branchList = z.object({ branches: z.array(z.string()), current: z.string().nullable() });

export type CreateConnectionInput = z.output<typeof createConnectionInput>;
export type StartOAuthInput = z.output<typeof startOAuthInput>;
export type OAuthAttempt = z.output<typeof oauthAttempt>;
export type ListHostReposInput = z.output<typeof listHostReposInput>;
export type AddReposInput = z.output<typeof addReposInput>;
/** A connection, and what its owner reads of it in the dashboard. */
export type Connection = z.infer<typeof connectionFields> & {
  baseUrl: string;
  username: string | null;
  stateMessage: string | null;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  /** How many live repositories are linked to it. */
  repos: number;
};
export type ConnectionReceipt = z.infer<typeof connectionReceiptDetail>;
/** The picker also says which are archived. */
export type HostRepo = z.infer<typeof hostRepoFields> & { archived: boolean };
export type AddedRepos = z.infer<typeof addedRepos>;
export type BranchList = z.infer<typeof branchList>;
