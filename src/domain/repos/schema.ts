import { z } from 'zod';
import { SEVERITIES } from '@/engines/engine';
import type { Permission } from '../access';
import { flag, idField, idText, oneOf, optional, text, visibleText } from '../fields';
import { pageInput, searchText } from '../page';
import { isBranchName, REMOTE_STATES, REPO_SORTS } from './rules';

export const SOURCE_TYPES = ['git_url', 'github', 'gitlab'] as const;

const name = visibleText('name', 255).meta({ examples: ['my-web-app'] });

const branch = text('default_branch', 255)
  .refine(isBranchName, 'default_branch must be a valid Git branch name')
  .meta({ examples: ['main'] });

/** The service checks whether the remote may be contacted, as it knows the operator's policy. Empty means absent. */
const remoteUrl = optional(
  z
    .string('remote_url must be a string')
    .trim()
    .meta({ examples: ['https://github.com/example/my-web-app.git'] }),
).transform((url) => url || undefined);

export const createRepoInput = z
  .object({
    name,
    sourceType: optional(oneOf('source_type', SOURCE_TYPES)),
    remoteUrl,
    defaultBranch: optional(branch),
  })
  .refine((input) => (input.sourceType ?? 'git_url') !== 'git_url' || input.remoteUrl !== undefined, {
    path: ['remoteUrl'],
    error: 'remote_url is required when source_type is git_url',
    // Also if another field is wrong: a form shows all errors at once.
    when: ({ value }) => typeof value === 'object' && value !== null,
  })
  .transform((input) => ({ ...input, sourceType: input.sourceType ?? 'git_url' }));

export const updateRepoInput = z.object({
  name: optional(name),
  defaultBranch: optional(branch),
  /** Only as long as there is none. */
  remoteUrl,
  /** One of the caller's connections to a Git host. */
  oauthConnectionId: optional(idField('oauth_connection_id')),
  issueAutoCreateEnabled: optional(flag('issue_auto_create_enabled')),
  issueAutoCreateMinSeverity: optional(oneOf('issue_auto_create_min_severity', SEVERITIES)),
});

/** The pages may also change whether history means all branches and tags. */
export const repoSettingsInput = updateRepoInput.extend({ scanAllRefs: optional(flag('scan_all_refs')) });

/** `sort` is newest by default; `state` is that of the remote after its last probe. */
export const listReposInput = pageInput.extend({
  q: searchText,
  sort: optional(oneOf('sort', REPO_SORTS)),
  state: optional(oneOf('state', REMOTE_STATES)),
});

/** Several repos at once, for pages that refresh their rows. */
export const reposByIdsInput = z.object({
  ids: z
    .array(idText('ids must be strings'), 'ids must be a list of strings')
    .max(100, 'ids must be at most 100'),
});

/** The fourteen documented fields, in their documented order. */
export const repoFields = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  orgId: z.uuid().nullable(),
  name: z.string(),
  sourceType: z.enum(SOURCE_TYPES),
  remoteUrl: z.string().nullable(),
  defaultBranch: z.string().nullable(),
  lastCommitSha: z.string().nullable(),
  oauthConnectionId: z.uuid().nullable(),
  issueAutoCreateEnabled: z.boolean(),
  issueAutoCreateMinSeverity: z.enum(SEVERITIES),
  createdAt: z.date(),
  updatedAt: z.date(),
  deletedAt: z.date().nullable(),
});

/** The result of the last probe of the remote; `message` is for users. A host that is down is probed again by itself. */
export const remoteStatus = z.object({
  state: z.enum(REMOTE_STATES),
  message: z.string().nullable(),
  checkedAt: z.date().nullable(),
  nextTryAt: z.date().nullable(),
});

/** How many repos there are, in total and in each state. */
export const repoSummary = z.object({ total: z.int(), byState: z.record(z.enum(REMOTE_STATES), z.int()) });

export type CreateRepoInput = z.infer<typeof createRepoInput>;
export type UpdateRepoInput = z.infer<typeof updateRepoInput> &
  Partial<Pick<z.infer<typeof repoSettingsInput>, 'scanAllRefs'>>;
export type ListReposInput = z.infer<typeof listReposInput>;
export type RepoSummary = z.infer<typeof repoSummary>;
export type RemoteStatus = z.infer<typeof remoteStatus>;
export type Repo = z.infer<typeof repoFields> & {
  remote: RemoteStatus;
  /** Whether history means all branches and tags, not only the scanned branch. */
  scanAllRefs: boolean;
  /** Whether its provider has it as archived, and its remote before it was renamed or transferred there. */
  remoteArchived: boolean;
  remoteFormerUrl: string | null;
};
/** A repo with what the caller may do with it. */
export type RepoWithRights = Repo & { rights: readonly Permission[] };
