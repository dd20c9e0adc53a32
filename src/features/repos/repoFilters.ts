import { type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { REMOTE_STATES, REPO_SORTS } from '@/domain/repos/rules';

/** Rows that the list shows at first, and adds at a time. */
export const PAGE_ROWS = 50;

/** What the list of repositories keeps in the URL. */
export const repoFilters = {
  q: parseAsString.withDefault(''),
  state: parseAsStringLiteral(REMOTE_STATES),
  sort: parseAsStringLiteral(REPO_SORTS).withDefault('newest'),
};

export type RepoFilters = inferParserType<typeof repoFilters>;

/** The call that the filters stand for; the server's first rendering and the browser make the same. */
export function listInput({ q, state, sort }: RepoFilters) {
  return { limit: PAGE_ROWS, q: q.trim().slice(0, 255), state, sort };
}
