'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Package, Search } from 'lucide-react';
import { useRef } from 'react';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import type { ListedPackage } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { ListFrame } from '@/ui/ListFrame';
import { PageLink } from '@/ui/PageLink';
import { PathText } from '@/ui/PathText';
import { SearchBox } from '@/ui/SearchBox';
import { useRowKeys } from '@/ui/useRowKeys';
import { useUrlFilters } from '@/ui/useUrlFilters';
import { listInput, NO_FILTERS, PAGE_ROWS, readFilters, writeFilters } from './packageFilters';

const FILTERS = { none: NO_FILTERS, read: readFilters, write: writeFilters };

/** The packages of all repositories by name, searched and paged by the server. */
export function PackageList() {
  const { filters, change, clear } = useUrlFilters(FILTERS);
  return (
    <div className="flex flex-col gap-3">
      <search className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <SearchBox label="Search packages" q={filters.q} onSearch={(q) => change({ q }, false)} />
        <p className="text-sm text-muted">
          A name, and versions if you like: <code className="font-mono">log4j-core &lt; 2.17.1</code>
        </p>
      </search>
      <Rows input={listInput(filters)} isSearch={filters.q !== ''} clear={clear} />
    </div>
  );
}

/** The packages of one repository. */
export function RepoPackages({ repoId }: { repoId: string }) {
  return <Rows input={listInput(NO_FILTERS, repoId)} isSearch={false} />;
}

type RowsProps = { input: ReturnType<typeof listInput>; isSearch: boolean; clear?: () => void };

function Rows({ input, isSearch, clear }: RowsProps) {
  const trpc = useTRPC();
  const frame = useRef<HTMLDivElement>(null);
  useRowKeys(frame);
  const list = useInfiniteQuery(
    trpc.package.list.infiniteQueryOptions(input, {
      getNextPageParam: nextPage,
      placeholderData: keepPreviousData,
    }),
  );
  const { items: packages, progress } = listOf(list);
  const isOfRepo = 'repoId' in input;
  const nothing = isSearch ? (
    <EmptyState
      icon={<Search />}
      title="No matching package"
      action={<Button onClick={clear}>Clear search</Button>}
    >
      No lock file of your repositories names such a package in such a version.
    </EmptyState>
  ) : (
    <EmptyState icon={<Package />} title="No packages yet">
      Each scan lists the packages that lock files and manifests name.
    </EmptyState>
  );
  return (
    <ListFrame
      ref={frame}
      {...progress}
      stale={list.isPlaceholderData}
      isEmpty={packages.length === 0}
      empty={nothing}
      moreLabel={`Show ${PAGE_ROWS} more`}
    >
      <ColumnNames isOfRepo={isOfRepo} />
      <ul aria-label="Packages">
        {packages.map((one) => (
          <PackageRow key={one.id} package={one} isOfRepo={isOfRepo} />
        ))}
      </ul>
    </ListFrame>
  );
}

/** The columns of a row, where there is room for them. */
const COLUMNS =
  'lg:grid-cols-[minmax(0,4fr)_minmax(0,3fr)_minmax(0,6fr)_minmax(0,2fr)] lg:items-center lg:gap-x-4';

/** What the columns are. A reader hears it from the words of each row. */
function ColumnNames({ isOfRepo }: { isOfRepo: boolean }) {
  return (
    <div
      aria-hidden
      className={clsx(COLUMNS, 'hidden h-9 border-b border-line px-4 text-sm text-muted lg:grid')}
    >
      <span>Package</span>
      <span>Kind</span>
      <span>{isOfRepo ? 'Named in' : 'Repository and file'}</span>
      <span>Licence</span>
    </div>
  );
}

function PackageRow({ package: one, isOfRepo }: { package: ListedPackage; isOfRepo: boolean }) {
  const { name, version, ecosystem, repoId, repoName, filePath, line, licence } = one;
  return (
    <li
      className={clsx(
        COLUMNS,
        'grid min-h-9 gap-y-0.5 border-b border-line px-4 py-1.5 last:border-0 focus-within:bg-sunken hover:bg-sunken',
      )}
    >
      <span className="min-w-0 wrap-anywhere">
        <PageLink
          href={isOfRepo ? paths.packages(writeFilters({ q: name })) : paths.repo(repoId, 'packages')}
          data-row
          className="rounded font-medium hover:underline"
        >
          {name}
        </PageLink>{' '}
        <span className="font-mono text-sm tabular-nums">{version}</span>
      </span>
      <span className="text-sm text-muted">
        {ecosystem}
        {kindWords(one)}
      </span>
      <span className="min-w-0 text-sm wrap-anywhere text-muted">
        {isOfRepo ? null : <span className="text-text">{repoName} · </span>}
        <PathText text={`${filePath}:${line}`} />
      </span>
      <span className="min-w-0 truncate text-sm text-muted max-lg:hidden" title={licence ?? undefined}>
        {licence ?? ''}
      </span>
    </li>
  );
}

function kindWords({ direct, dev }: ListedPackage): string {
  const words = [direct === null ? [] : direct ? 'direct' : 'transitive', dev ? 'development' : []].flat();
  return words.length === 0 ? '' : ` · ${words.join(', ')}`;
}
