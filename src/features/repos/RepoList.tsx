'use client';

import { keepPreviousData, useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import { SEVERITIES } from '@/engines/engine';
import { nextPage } from '@/lib/nextPage';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import type { Repo } from '@/trpc/types';
import { ListFrame } from '@/ui/ListFrame';
import { OnDemand, type Part } from '@/ui/OnDemand';
import { useRowKeys } from '@/ui/useRowKeys';
import type { DeleteRepoDialogProps } from './DeleteRepoDialog';
import { RepoFilterBar } from './RepoFilterBar';
import { RepoRow } from './RepoRow';
import { listInput, PAGE_ROWS } from './repoFilters';
import { useFollowedList } from './useFollowedList';
import { useOverviews } from './useOverviews';
import { useRepoFilters } from './useRepoFilters';

const FirstRepo = lazy(async () => ({ default: (await import('./FirstRepo')).FirstRepo }));
const NothingFound = lazy(async () => ({ default: (await import('./NothingFound')).NothingFound }));
const deleteDialog: Part<DeleteRepoDialogProps> = {
  fetch: async () => (await import('./DeleteRepoDialog')).DeleteRepoDialog,
};

/** The reader's repositories, searched, filtered, sorted and paged by the server. */
export function RepoList({ baseUrl }: { baseUrl: string }) {
  const trpc = useTRPC();
  const { filters, clear } = useRepoFilters();
  const { data: summary } = useSuspenseQuery(trpc.repo.summary.queryOptions());
  const [deleting, setDeleting] = useState<Repo>();
  const table = useRef<HTMLDivElement>(null);
  useRowKeys(table);
  const list = useInfiniteQuery(
    trpc.repo.list.infiniteQueryOptions(listInput(filters), {
      getNextPageParam: nextPage,
      placeholderData: keepPreviousData,
    }),
  );
  const { items: repos, progress } = listOf(list);
  useFollowedList(repos);

  if (summary.total === 0 && repos.length === 0) {
    return (
      <Suspense>
        <FirstRepo baseUrl={baseUrl} />
      </Suspense>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <RepoFilterBar byState={summary.byState} />
      <ListFrame
        ref={table}
        {...progress}
        stale={list.isPlaceholderData}
        isEmpty={repos.length === 0}
        empty={
          <Suspense>
            <NothingFound onClear={clear} />
          </Suspense>
        }
        moreLabel={`Show ${PAGE_ROWS} more`}
      >
        <RepoTable pages={list.data?.pages.map(({ items }) => items) ?? []} onDelete={setDeleting} />
      </ListFrame>
      {deleting ? (
        <OnDemand
          part={deleteDialog}
          onMissing={() => setDeleting(undefined)}
          with={{ repo: deleting, onClose: () => setDeleting(undefined) }}
        />
      ) : null}
    </div>
  );
}

type RepoTableProps = { pages: readonly (readonly Repo[])[]; onDelete: (repo: Repo) => void };

function RepoTable({ pages, onDelete }: RepoTableProps) {
  return (
    <table className="w-full table-fixed">
      <caption className="sr-only">Repositories, and how many findings of each severity are open</caption>
      <thead>
        <tr className="h-9 border-b border-line text-sm text-muted">
          <th scope="col" className="pr-3 pl-4">
            Name
          </th>
          <th scope="col" className="px-3 max-2xl:hidden">
            Remote
          </th>
          <th scope="col" className="w-60 px-3 max-xl:hidden">
            Branch and commit
          </th>
          <th scope="col" className="w-48 px-3 max-md:hidden xl:w-60">
            Last scan
          </th>
          {SEVERITIES.map((severity) => (
            <th key={severity} scope="col" className="w-17 px-2 text-right capitalize max-md:hidden">
              {severity}
            </th>
          ))}
          <th scope="col" className="w-12">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {pages.map((repos, page) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is identified by its position in the list
          <RepoRows key={page} repos={repos} onDelete={onDelete} />
        ))}
      </tbody>
    </table>
  );
}

/** A page of the list, with the scans of its repositories from one call. */
function RepoRows({ repos, onDelete }: { repos: readonly Repo[]; onDelete: (repo: Repo) => void }) {
  const overviews = useOverviews(repos);
  return repos.map((repo) => (
    <RepoRow
      key={repo.id}
      repo={repo}
      overview={overviews.find(({ repoId }) => repoId === repo.id)}
      onDelete={onDelete}
    />
  ));
}
