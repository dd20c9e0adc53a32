'use client';

import { REMOTE_STATES, REPO_SORTS, type RemoteState } from '@/domain/repos/rules';
import { formatCount } from '@/lib/format';
import { KeysButton, type KeysPart } from '@/ui/KeysButton';
import { SearchBox } from '@/ui/SearchBox';
import { Select } from '@/ui/Select';
import { REMOTE_STYLES } from './remoteStyles';
import type { RepoFilters } from './repoFilters';
import { useRepoFilters } from './useRepoFilters';

const SORT_WORDS: Record<RepoFilters['sort'], string> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  name: 'By name',
};

const keysDialog: KeysPart = { fetch: async () => (await import('./RepoKeys')).RepoKeys };

/** Search, filter and order of the list, and its keys. */
export function RepoFilterBar({ byState }: { byState: Record<RemoteState, number> }) {
  const { filters, change } = useRepoFilters();
  return (
    <div className="flex items-start gap-2">
      <search className="flex grow flex-wrap gap-2">
        <SearchBox label="Search repositories" q={filters.q} onSearch={(q) => change({ q }, false)} />
        <Select
          aria-label="State"
          className="w-auto! grow basis-32 sm:grow-0 sm:basis-auto"
          value={filters.state ?? ''}
          onChange={({ target }) =>
            change({ state: REMOTE_STATES.find((state) => state === target.value) }, true)
          }
        >
          <option value="">Any state</option>
          {REMOTE_STATES.map((value) => (
            <option key={value} value={value}>
              {REMOTE_STYLES[value].word} ({formatCount(byState[value])})
            </option>
          ))}
        </Select>
        <Select
          aria-label="Order"
          className="w-auto! grow basis-32 sm:grow-0 sm:basis-auto"
          value={filters.sort}
          onChange={({ target }) => change({ sort: REPO_SORTS.find((sort) => sort === target.value) }, true)}
        >
          {REPO_SORTS.map((value) => (
            <option key={value} value={value}>
              {SORT_WORDS[value]}
            </option>
          ))}
        </Select>
      </search>
      <KeysButton dialog={keysDialog} />
    </div>
  );
}
