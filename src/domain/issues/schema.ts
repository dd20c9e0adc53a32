import { z } from 'zod';
import { SEVERITIES } from '@/engines/engine';
import { byId, oneOf } from '../fields';
import { pageInput } from '../page';
import { ISSUE_STATES } from './rules';

/** `id` is the repo's, here and below. */
export const listIssuesInput = pageInput.extend(byId.shape);
export const dryRunInput = byId.extend({ minSeverity: oneOf('min_severity', SEVERITIES) });

export const issueFields = z.object({
  id: z.uuid(),
  /** Null for the summary of the groups that have no issue yet. */
  groupId: z.uuid().nullable(),
  /** Its page at the Git host; null until it is open. */
  url: z.string().nullable(),
  number: z.int().nullable(),
  state: z.enum(ISSUE_STATES),
  /** The title of its first finding; null if none is left. */
  title: z.string().nullable(),
  /** At most 100, those to work on first. */
  findingIds: z.array(z.uuid()),
  createdAt: z.date(),
  closedAt: z.date().nullable(),
});

export const dryRunFields = z.object({
  /** The issues that the next scan would open at this threshold. */
  wouldOpen: z.array(
    z.object({
      groupId: z.uuid(),
      title: z.string(),
      severity: z.enum(SEVERITIES),
      findingIds: z.array(z.uuid()),
    }),
  ),
  /** Whether there are more, which later scans open. */
  capped: z.boolean(),
});

export type ListIssuesInput = z.infer<typeof listIssuesInput>;
export type DryRunInput = z.infer<typeof dryRunInput>;
export type Issue = z.infer<typeof issueFields>;
export type DryRun = z.infer<typeof dryRunFields>;
/** The issue of a finding's group, as far as its page says it. */
export type FindingIssue = Pick<Issue, 'state' | 'number' | 'url'>;
/** What stands in the way of a repo's issues, and when they are tried again. */
export type IssueStatus = { message: string | null; nextTryAt: Date | null };
