'use client';

import { keepPreviousData, useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Suspense, useMemo, useRef, useState } from 'react';
import { nextPage } from '@/lib/nextPage';
import { progressOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import type { Repo } from '@/trpc/types';
import { ListFrame } from '@/ui/ListFrame';
import { late } from '@/ui/late';
import { OnDemand, type Part } from '@/ui/OnDemand';
import { SelectBox } from '@/ui/SelectBox';
import { useKey } from '@/ui/useKey';
import { useRowKeys } from '@/ui/useRowKeys';
import { useSelection } from '@/ui/useSelection';
import type { DeleteRepoDialogProps } from './DeleteRepoDialog';
import type { RepoBulkProps, ScheduleDialogProps } from './RepoBulk';
import { RepoRow } from './RepoRow';
import { listInput, PAGE_ROWS } from './repoFilters';
import { useFollowedList } from './useFollowedList';
import { useOverviews } from './useOverviews';
import { useRepoFilters } from './useRepoFilters';

// Loaded late, as the list is what one comes for.
const RepoFilterBar = late(async () => (await import('./RepoFilterBar')).RepoFilterBar);
const FirstRepo = late(async () => (await import('./FirstRepo')).FirstRepo);
const NothingFound = late(async () => (await import('./NothingFound')).NothingFound);
const deleteDialog: Part<DeleteRepoDialogProps> = {
  fetch: async () => (await import('./DeleteRepoDialog')).DeleteRepoDialog,
};

const bulkPart: Part<RepoBulkProps> = { fetch: async () => (await import('./RepoBulk')).RepoBulk };

export type ScheduleDialogPart = Part<ScheduleDialogProps>;

type RepoListProps = { baseUrl: string; scheduleDialog: ScheduleDialogPart };

/** The reader's repositories, searched, filtered, sorted and paged by the server. */
export function RepoList({ baseUrl, scheduleDialog }: RepoListProps) {
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
  const repos = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  useFollowedList(repos);
  const selection = useSelection(repos, JSON.stringify(filters));
  const [isBulkNeeded, setBulkNeeded] = useState(false);
  if (!isBulkNeeded && selection.selected.length > 0) setBulkNeeded(true);
  const selectFocused = (asRange: boolean) => {
    const id = document.activeElement?.closest('[data-item]')?.getAttribute('data-item');
    if (id) selection.toggle(id, asRange);
  };
  useKey('x', () => selectFocused(false));
  useKey('X', () => selectFocused(true));

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
        {...progressOf(list)}
        stale={list.isPlaceholderData}
        isEmpty={repos.length === 0}
        empty={
          <Suspense>
            <NothingFound onClear={clear} />
          </Suspense>
        }
        moreLabel={`Show ${PAGE_ROWS} more`}
      >
        <RepoTable
          pages={list.data?.pages.map(({ items }) => items) ?? []}
          selection={selection}
          onDelete={setDeleting}
        />
      </ListFrame>
      {isBulkNeeded ? (
        <OnDemand
          part={bulkPart}
          onMissing={() => {
            selection.clear();
            setBulkNeeded(false);
          }}
          with={{ frame: table, rows: repos, selection, scheduleDialog }}
        />
      ) : null}
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

type RepoRowsProps = {
  selection: ReturnType<typeof useSelection<Repo>>;
  onDelete: (repo: Repo) => void;
};
type RepoTableProps = RepoRowsProps & { pages: readonly (readonly Repo[])[] };

function RepoTable({ pages, selection, onDelete }: RepoTableProps) {
  return (
    <table className="w-full table-fixed">
      <caption className="sr-only">Repositories, and how many findings of each severity are open</caption>
      <thead>
        <tr className="h-9 border-b border-line text-sm text-muted">
          <td className="w-10">
            <SelectBox
              label="Select all shown"
              className="h-9 justify-center"
              checked={selection.isFull}
              onSelect={() => (selection.isFull ? selection.clear() : selection.selectRows())}
            />
          </td>
          <th scope="col" className="pr-3 pl-1">
            Name
          </th>
          <th scope="col" className="px-3 max-2xl:hidden">
            Remote
          </th>
          <th scope="col" className="w-60 px-3 max-xl:hidden">
            Branch and commit
          </th>
          <th scope="col" className="w-48 px-3 max-lg:hidden xl:w-64">
            Last scan
          </th>
          <th scope="col" className="w-60 px-3 max-md:hidden">
            Open findings
          </th>
          <th scope="col" className="w-12">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {pages.map((repos, page) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is identified by its position in the list
          <RepoRows key={page} repos={repos} selection={selection} onDelete={onDelete} />
        ))}
      </tbody>
    </table>
  );
}

/** A page of the list, with the scans of its repositories from one call. */
function RepoRows({ repos, selection, onDelete }: RepoRowsProps & { repos: readonly Repo[] }) {
  const overviews = useOverviews(repos);
  return repos.map((repo) => (
    <RepoRow
      key={repo.id}
      repo={repo}
      overview={overviews.find(({ repoId }) => repoId === repo.id)}
      selected={selection.ids.has(repo.id)}
      onSelect={selection.toggle}
      onDelete={onDelete}
    />
  ));
}
