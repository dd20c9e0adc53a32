'use client';

import { FINDING_SOURCES } from '@/domain/findings/schema';
import { SEVERITIES } from '@/engines/engine';
import { SearchBox } from '@/ui/SearchBox';
import { Select } from '@/ui/Select';
import { type FindingFilters, STATUS_FILTERS } from './findingFilters';
import { SEVERITY_STYLES, SOURCE_WORDS, STATUS_STYLES } from './findingStyles';
import { PathBox } from './PathBox';
import { useFindingFilters } from './useFindingFilters';

const STATUS_WORDS: Record<FindingFilters['status'], string> = {
  unsettled: 'Open or confirmed',
  any: 'Any status',
  open: STATUS_STYLES.open.word,
  confirmed: STATUS_STYLES.confirmed.word,
  dismissed: STATUS_STYLES.dismissed.word,
  false_positive: STATUS_STYLES.false_positive.word,
  fixed: STATUS_STYLES.fixed.word,
};

/** Search and filters for a list of findings. */
export function FindingFilterBar() {
  const { filters, change } = useFindingFilters();
  return (
    <search className="flex flex-wrap gap-2">
      <SearchBox label="Search findings" q={filters.q} onSearch={(q) => change({ q }, false)} />
      <PathBox path={filters.path} onChange={(path) => change({ path }, true)} />
      <Choice
        label="Severity"
        any="Any severity"
        values={SEVERITIES}
        words={(severity) => SEVERITY_STYLES[severity].word}
        value={filters.severity}
        onChange={(severity) => change({ severity }, true)}
      />
      <Choice
        label="Status"
        values={STATUS_FILTERS}
        words={(status) => STATUS_WORDS[status]}
        value={filters.status}
        onChange={(status) => change({ status }, true)}
      />
      <Choice
        label="Source"
        any="Any source"
        values={FINDING_SOURCES}
        words={(source) => SOURCE_WORDS[source]}
        value={filters.source}
        onChange={(source) => change({ source }, true)}
      />
    </search>
  );
}

type ChoiceProps<Value extends string> = {
  label: string;
  /** The option for no choice, if there may be none. */
  any?: string;
  values: readonly Value[];
  words: (value: Value) => string;
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
};

function Choice<Value extends string>({ label, any, values, words, value, onChange }: ChoiceProps<Value>) {
  return (
    <Select
      aria-label={label}
      className="w-auto! grow basis-32 sm:grow-0 sm:basis-auto"
      value={value ?? ''}
      onChange={({ target }) => onChange(values.find((one) => one === target.value))}
    >
      {any ? <option value="">{any}</option> : null}
      {values.map((one) => (
        <option key={one} value={one}>
          {words(one)}
        </option>
      ))}
    </Select>
  );
}
