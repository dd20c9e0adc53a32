'use client';

import { FINDING_SOURCES, FINDING_STATUSES } from '@/domain/findings/rules';
import type { Facet as FacetName } from '@/domain/findings/schema';
import { CONFIDENCES, FILE_ROLES, SEVERITIES } from '@/engines/engine';
import type { FindingCounts } from '@/trpc/types';
import { Facet } from '@/ui/Facet';
import { SEVERITY_STYLES } from '@/ui/severityStyles';
import { AgeFacet } from './AgeFacet';
import { shortCount } from './findingCount';
import { TREE_VALUES } from './findingFilters';
import { CONFIDENCE_WORDS, FILE_ROLE_WORDS, SOURCE_WORDS, STATUS_STYLES } from './findingStyles';
import { useFindingFilters } from './useFindingFilters';

const TREE_WORDS: Record<(typeof TREE_VALUES)[number], string> = {
  true: 'In the tree',
  false: 'History only',
};

const USER_WORDS: Record<string, string> = { none: 'Nobody', me: 'You' };

/** As many repositories, rules or users are listed at first. */
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
      countOf={(value) => (facets[name][value] ? shortCount(facets[name][value]) : undefined)}
      most={MOST_SHOWN}
      onChange={(chosen) => change({ [name]: chosen }, true)}
    />
  );
  /** Those that are chosen, and all others by their findings, most first. One value for all findings is no choice. */
  const listed = (name: 'repoId' | 'ruleId' | 'assignee' | 'introducedBy') => {
    const values = [...new Set([...filters[name], ...Object.keys(facets[name])])];
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
      <AgeFacet />
      {withRepo
        ? facet('repoId', 'Repository', listed('repoId'), (id) => names[id] ?? 'Unknown repository')
        : null}
      {facet('ruleId', 'Rule', listed('ruleId'), (id) => id)}
      {facet('assignee', 'Assignee', listed('assignee'), userWord)}
      {facet('introducedBy', 'Introduced by', listed('introducedBy'), (author) => author)}
    </>
  );
}
