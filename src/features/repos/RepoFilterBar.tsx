'use client';

import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { REMOTE_STATES, REPO_SORTS, type RemoteState } from '@/domain/repos/rules';
import { formatCount } from '@/lib/format';
import { Select } from '@/ui/Field';
import { inputStyle } from '@/ui/styles';
import { useKey } from '@/ui/useKey';
import { REMOTE_LOOKS } from './remoteLooks';
import type { RepoFilters } from './repoFilters';
import { useRepoFilters } from './useRepoFilters';

const SORT_WORDS: Record<RepoFilters['sort'], string> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  name: 'By name',
};

/** Search, filter and sort of the list. */
export function RepoFilterBar({ byState }: { byState: Record<RemoteState, number> }) {
  const { filters, change } = useRepoFilters();
  return (
    <search className="flex flex-wrap gap-2">
      <SearchBox q={filters.q} onSearch={(q) => change({ q }, false)} />
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
            {REMOTE_LOOKS[value].word} ({formatCount(byState[value])})
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
  );
}

const TYPING_PAUSE_MS = 200;

/** Searches when typing pauses. What the URL says from elsewhere, as by the back button, is taken over. */
function SearchBox({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const [typed, setTyped] = useState(q);
  const sent = useRef(q);
  const box = useRef<HTMLInputElement>(null);
  useKey('/', () => box.current?.focus());

  useEffect(() => {
    if (q === sent.current) return;
    sent.current = q;
    setTyped(q);
  }, [q]);

  useEffect(() => {
    if (typed === sent.current) return;
    const pause = setTimeout(() => {
      sent.current = typed;
      onSearch(typed);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(pause);
  }, [typed, onSearch]);

  return (
    <div className="relative min-w-48 grow sm:max-w-md">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
      />
      <input
        ref={box}
        type="search"
        value={typed}
        maxLength={255}
        placeholder="Search"
        aria-label="Search repositories"
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        className={`${inputStyle} pl-8.5`}
        onChange={({ target }) => setTyped(target.value)}
      />
    </div>
  );
}
