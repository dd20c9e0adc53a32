import type { Finding, FindingListInput } from '@/trpc/types';

/** The finding itself and its first twenty others. */
const LIMIT = 21;

/** The query of a finding's group within its repository, for the server and for the browser. */
export function occurrencesInput({ repoId, groupId }: Pick<Finding, 'repoId' | 'groupId'>): FindingListInput {
  return { repoId: [repoId], groupId: [groupId], limit: LIMIT };
}
