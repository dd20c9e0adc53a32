'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ListFilter, Search } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { SEVERITIES } from '@/engines/engine';
import { countOf, formatCount } from '@/lib/format';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import type { CataloguedRule, RuleFacets } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { Facet } from '@/ui/Facet';
import { ListFrame } from '@/ui/ListFrame';
import { PageLink } from '@/ui/PageLink';
import { SearchBox } from '@/ui/SearchBox';
import { SEVERITY_STYLES } from '@/ui/severityStyles';
import { useRowKeys } from '@/ui/useRowKeys';
import { KIND_WORDS, listInput, PAGE_ROWS, RULE_KINDS } from './ruleFilters';
import { useRuleFilters } from './useRuleFilters';

/** All rules, searched, filtered and paged by the server. */
export function RuleList() {
  const trpc = useTRPC();
  const id = useId();
  const { filters, change, clear } = useRuleFilters();
  const [shown, setShown] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useRowKeys(frame);
  const list = useInfiniteQuery(
    trpc.rule.list.infiniteQueryOptions(listInput(filters), {
      getNextPageParam: nextPage,
      placeholderData: keepPreviousData,
    }),
  );
  const { items: rules, progress } = listOf(list);
  const first = list.data?.pages[0];
  return (
    <div className="flex flex-col gap-3">
      <search>
        <SearchBox label="Search rules" q={filters.q} onSearch={(q) => change({ q }, false)} />
      </search>
      <div className="flex min-h-5 items-center justify-between gap-2">
        <p role="status" className="text-sm text-muted tabular-nums">
          {first ? countOf(first.total, 'rule') : 'Counting…'}
        </p>
        <Button
          className="lg:hidden"
          aria-expanded={shown}
          aria-controls={id}
          onClick={() => setShown(!shown)}
        >
          <ListFilter aria-hidden className="size-4" />
          Filters
        </Button>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[10.5rem_minmax(0,1fr)]">
        <aside id={id} aria-label="Filters" className={`flex flex-col gap-4 ${shown ? '' : 'max-lg:hidden'}`}>
          {first ? <Facets facets={first.facets} /> : null}
        </aside>
        <ListFrame
          ref={frame}
          {...progress}
          stale={list.isPlaceholderData}
          isEmpty={rules.length === 0}
          empty={
            <EmptyState
              icon={<Search />}
              title="No matching rule"
              action={<Button onClick={clear}>Clear search and filters</Button>}
            >
              Search covers names, providers and ids, also those of gitleaks.
            </EmptyState>
          }
          moreLabel={`Show ${PAGE_ROWS} more`}
        >
          <ul aria-label="Rules">
            {rules.map((rule) => (
              <RuleRow key={rule.id} rule={rule} />
            ))}
          </ul>
        </ListFrame>
      </div>
    </div>
  );
}

/** As many providers are listed. The search finds the others. */
const MOST_PROVIDERS = 12;

function Facets({ facets }: { facets: RuleFacets }) {
  const { filters, change } = useRuleFilters();
  const countText = (count: number | undefined) => (count === undefined ? undefined : formatCount(count));
  // An object lists names of digits first, so the order is made here.
  const providers = Object.entries(facets.provider)
    .filter(([name]) => name !== NO_PROVIDER)
    .sort(([, a], [, b]) => b - a)
    .map(([name]) => name);
  const listed = [...new Set([...filters.provider, ...providers.slice(0, MOST_PROVIDERS), NO_PROVIDER])];
  return (
    <>
      <Facet
        label="Severity"
        values={SEVERITIES}
        words={(value) => SEVERITY_STYLES[value].word}
        chosen={filters.severity}
        countOf={(value) => countText(facets.severity[value])}
        onChange={(severity) => change({ severity }, true)}
      />
      <Facet
        label="Kind"
        values={RULE_KINDS}
        words={(value) => KIND_WORDS[value]}
        chosen={filters.kind}
        countOf={(value) => countText(facets.kind[value])}
        onChange={(kind) => change({ kind }, true)}
      />
      <Facet
        label="Provider"
        values={listed}
        words={providerWord}
        chosen={filters.provider}
        countOf={(value) => countText(facets.provider[value])}
        onChange={(provider) => change({ provider }, true)}
      />
    </>
  );
}

/** The catalogue's word for secrets of any provider. */
const NO_PROVIDER = 'generic';

function providerWord(provider: string): string {
  return provider === NO_PROVIDER ? 'Any provider' : provider;
}

function RuleRow({ rule }: { rule: CataloguedRule }) {
  const { id, name, provider, severity, kind } = rule;
  const style = SEVERITY_STYLES[severity];
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line px-4 py-2 last:border-0 focus-within:bg-sunken hover:bg-sunken md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_7rem_6rem]">
      <div className="min-w-0">
        <PageLink
          href={paths.rule(id)}
          data-row
          className="block truncate rounded font-medium -outline-offset-1 after:absolute after:inset-0 hover:underline"
          title={name}
        >
          {name}
        </PageLink>
        <span className="block truncate font-mono text-sm text-muted" title={id}>
          {id}
        </span>
      </div>
      <span className="truncate text-muted max-md:hidden">{providerWord(provider)}</span>
      <span className="truncate text-muted max-md:hidden">{KIND_WORDS[kind]}</span>
      <span className="justify-self-end md:justify-self-start">
        <Badge appearance={style}>{style.word}</Badge>
      </span>
    </li>
  );
}
