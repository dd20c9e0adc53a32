'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { countOf } from '@/lib/format';
import { nextPage } from '@/lib/nextPage';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import { Button } from '@/ui/Button';
import { CodeInput } from '@/ui/Field';
import { ListFrame } from '@/ui/ListFrame';
import { Notice } from '@/ui/Notice';
import { SearchBox } from '@/ui/SearchBox';
import { useSettled } from '@/ui/useSettled';
import { HostRepoRow } from './HostRepoRow';
import { useAddHostRepos } from './useAddHostRepos';

const TYPING_PAUSE_MS = 200;

/** The repositories that a connection can see, to add many at once. */
export function HostRepoPicker({ id }: { id: string }) {
  const trpc = useTRPC();
  const [q, setQ] = useState('');
  const [owner, setOwner] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const asked = { id, q: q || undefined, owner: useSettled(owner, TYPING_PAUSE_MS).trim() || undefined };
  const list = useInfiniteQuery({
    ...trpc.connection.repositories.infiniteQueryOptions(asked, { getNextPageParam: nextPage }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const { items, progress } = listOf(list);
  const { add, isAdding, done, total, failed } = useAddHostRepos(id);
  const free = items.filter(({ repoId }) => repoId === null).map(({ fullName }) => fullName);
  const areAllChosen = free.length > 0 && free.every((name) => chosen.has(name));
  const toggle = (names: string[], isOn: boolean) =>
    setChosen((before) => {
      const after = new Set(before);
      for (const name of names) {
        if (isOn) after.add(name);
        else after.delete(name);
      }
      return after;
    });
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <SearchBox label="Search repositories" q={q} onSearch={setQ} />
        <CodeInput
          aria-label="Owner or group"
          placeholder="Owner or group"
          className="sm:max-w-48"
          value={owner}
          onChange={({ target }) => setOwner(target.value)}
        />
      </div>
      <div className="flex min-h-8 flex-wrap items-center gap-2" aria-live="polite">
        <Button disabled={free.length === 0} onClick={() => toggle(free, !areAllChosen)}>
          {areAllChosen ? 'Select none' : 'Select all shown'}
        </Button>
        <Button
          variant="primary"
          busy={isAdding}
          disabled={chosen.size === 0}
          onClick={() => void add([...chosen]).then(() => setChosen(new Set()))}
        >
          {chosen.size === 0
            ? 'Add repositories'
            : `Add ${countOf(chosen.size, 'repository', 'repositories')}`}
        </Button>
        {total > 0 ? (
          <span className="text-muted tabular-nums">
            {isAdding ? 'Adding' : 'Added'} {done} of {total}
          </span>
        ) : null}
      </div>
      {failed.length > 0 ? (
        <Notice tone="danger">
          <ul>
            {failed.map(({ fullName, message }) => (
              <li key={fullName}>
                <strong className="break-all">{fullName}</strong>: {message}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <ListFrame
        {...progress}
        stale={list.isPlaceholderData}
        isEmpty={items.length === 0}
        empty={<p className="p-4 text-muted">The connection sees no such repository.</p>}
      >
        <ul aria-label="Repositories of the host">
          {items.map((repo) => (
            <HostRepoRow
              key={repo.externalId}
              repo={repo}
              isChosen={chosen.has(repo.fullName)}
              onToggle={(isOn) => toggle([repo.fullName], isOn)}
            />
          ))}
        </ul>
      </ListFrame>
    </div>
  );
}
