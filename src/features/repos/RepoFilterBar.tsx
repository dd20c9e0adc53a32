'use client';

import { Search } from 'lucide-react';
import { debounce, useQueryStates } from 'nuqs';
import { useRef } from 'react';
import { REMOTE_STATES, REPO_SORTS, type RemoteState } from '@/domain/repos/rules';
import { formatCount } from '@/lib/format';
import { Select } from '@/ui/Field';
import { inputStyle } from '@/ui/styles';
import { useKey } from '@/ui/useKey';
import { REMOTE_LOOKS } from './remoteLooks';
import { type RepoFilters, repoFilters } from './repoFilters';

const TYPING_PAUSE_MS = 200;

const SORT_WORDS: Record<RepoFilters['sort'], string> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  name: 'By name',
};

/** Search, filter and sort of the list, all of it in the URL. */
export function RepoFilterBar({ byState }: { byState: Record<RemoteState, number> }) {
  const [{ q, state, sort }, setFilters] = useQueryStates(repoFilters);
  const search = useRef<HTMLInputElement>(null);
  useKey('/', () => search.current?.focus());
  return (
    <search className="flex flex-wrap gap-2">
      <div className="relative min-w-48 grow sm:max-w-md">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
        />
        <input
          ref={search}
          type="search"
          value={q}
          maxLength={255}
          placeholder="Search"
          aria-label="Search repositories"
          aria-keyshortcuts="/"
          autoComplete="off"
          spellCheck={false}
          className={`${inputStyle} pl-8.5`}
          onChange={({ target }) => {
            const limitUrlUpdates = target.value === '' ? undefined : debounce(TYPING_PAUSE_MS);
            void setFilters({ q: target.value || null }, { limitUrlUpdates });
          }}
        />
      </div>
      <Select
        aria-label="State"
        className="w-auto! grow sm:grow-0"
        value={state ?? ''}
        onChange={({ target }) =>
          void setFilters({ state: (target.value || null) as RemoteState | null }, { history: 'push' })
        }
      >
        <option value="">Any state</option>
        {REMOTE_STATES.map((value) => (
          <option key={value} value={value}>
            {REMOTE_LOOKS[value].word} ({formatCount(byState[value])})
          </option>
        ))}
      </Select>
      <Select
        aria-label="Order"
        className="w-auto! grow sm:grow-0"
        value={sort}
        onChange={({ target }) =>
          void setFilters({ sort: target.value as RepoFilters['sort'] }, { history: 'push' })
        }
      >
        {REPO_SORTS.map((value) => (
          <option key={value} value={value}>
            {SORT_WORDS[value]}
          </option>
        ))}
      </Select>
    </search>
  );
}
