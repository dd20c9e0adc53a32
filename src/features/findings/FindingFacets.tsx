'use client';

import { useState } from 'react';
import {
  type FacetCount,
  type Facet as FacetName,
  FINDING_SOURCES,
  FINDING_STATUSES,
} from '@/domain/findings/schema';
import { CONFIDENCES, FILE_ROLES, SEVERITIES } from '@/engines/engine';
import type { FindingCounts } from '@/trpc/types';
import { SEVERITY_STYLES } from '@/ui/severityStyles';
import { shortCount } from './findingCount';
import { TREE_VALUES } from './findingFilters';
import { CONFIDENCE_WORDS, FILE_ROLE_WORDS, SOURCE_WORDS, STATUS_STYLES } from './findingStyles';
import { useFindingFilters } from './useFindingFilters';

const TREE_WORDS: Record<(typeof TREE_VALUES)[number], string> = {
  true: 'In the tree',
  false: 'History only',
};

const USER_WORDS: Record<string, string> = { none: 'Nobody', me: 'You' };

/** As many repositories, rules or users are listed. The search finds the others. */
const MOST_SHOWN = 12;

/** The filters of a list, each value with the number of its findings. */
export function FindingFacets({ counts, withRepo }: { counts: FindingCounts; withRepo: boolean }) {
  const { filters, change } = useFindingFilters();
  const { facets, names } = counts;
  const facet = <Value extends string>(
    name: FacetName,
    label: string,
    values: readonly Value[],
    words: (value: Value) => string,
  ) => (
    <Facet
      label={label}
      values={values}
      words={words}
      chosen={filters[name] as readonly Value[]}
      counts={facets[name]}
      onChange={(chosen) => change({ [name]: chosen }, true)}
    />
  );
  /** The values with most findings, and those that are chosen. One value for all findings is no choice. */
  const listed = (name: 'repoId' | 'ruleId' | 'assignee' | 'introducedBy') => {
    const values = [...new Set([...filters[name], ...Object.keys(facets[name]).slice(0, MOST_SHOWN)])];
    return values.length > 1 || filters[name].length > 0 ? values : [];
  };
  const userWord = (value: string) => USER_WORDS[value] ?? names[value] ?? 'Unknown user';
  return (
    <>
      {facet('severity', 'Severity', SEVERITIES, (value) => SEVERITY_STYLES[value].word)}
      {facet('status', 'Status', FINDING_STATUSES, (value) => STATUS_STYLES[value].word)}
      {facet('confidence', 'Confidence', CONFIDENCES, (value) => CONFIDENCE_WORDS[value])}
      {facet('source', 'Source', FINDING_SOURCES, (value) => SOURCE_WORDS[value])}
      {facet('fileRole', 'Kind of file', FILE_ROLES, (value) => FILE_ROLE_WORDS[value])}
      {facet('inTree', 'Location', TREE_VALUES, (value) => TREE_WORDS[value])}
      {withRepo
        ? facet('repoId', 'Repository', listed('repoId'), (id) => names[id] ?? 'Unknown repository')
        : null}
      {facet('ruleId', 'Rule', listed('ruleId'), (id) => id)}
      {facet('assignee', 'Assignee', listed('assignee'), userWord)}
      {facet('introducedBy', 'Introduced by', listed('introducedBy'), (author) => author)}
    </>
  );
}

type FacetProps<Value extends string> = {
  label: string;
  values: readonly Value[];
  words: (value: Value) => string;
  chosen: readonly Value[];
  counts: Record<string, FacetCount>;
  onChange: (chosen: Value[]) => void;
};

/** The values of one filter that any finding has. Several are alternatives. */
function Facet<Value extends string>({ label, values, words, chosen, counts, onChange }: FacetProps<Value>) {
  const [clicked, setClicked] = useState<{ next: readonly Value[]; from: readonly Value[] }>();
  // The URL changes a moment after a click, and a box that waited for it would flicker.
  const present = clicked?.from === chosen ? clicked.next : chosen;
  const shown = values.filter((value) => counts[value] || present.includes(value));
  const choose = (value: Value, isChosen: boolean) => {
    const next = values.filter((one) => (one === value ? isChosen : present.includes(one)));
    setClicked({ next, from: chosen });
    onChange(next);
  };
  if (shown.length === 0) return null;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {shown.map((value) => (
        <label
          key={value}
          className="-mx-1 flex min-h-7 items-center gap-2 rounded px-1 text-sm hover:bg-sunken max-sm:min-h-9"
        >
          <input
            type="checkbox"
            className="size-4 shrink-0 accent-accent"
            checked={present.includes(value)}
            onChange={({ target }) => choose(value, target.checked)}
          />
          <span className="min-w-0 grow truncate" title={words(value)}>
            {words(value)}
          </span>
          <span className="shrink-0 text-muted tabular-nums">{shortCount(counts[value] ?? 0)}</span>
        </label>
      ))}
    </fieldset>
  );
}
