import { useId } from 'react';
import { useFindingFilters } from './useFindingFilters';

/** How long ago findings were seen first. The values are those of the URL. */
const AGES = [
  { label: 'Any age', after: '', before: '' },
  { label: 'Up to 1 day', after: '1d', before: '' },
  { label: 'Up to 7 days', after: '7d', before: '' },
  { label: 'Up to 30 days', after: '30d', before: '' },
  { label: 'Over 30 days', after: '', before: '30d' },
  { label: 'Over 90 days', after: '', before: '90d' },
] as const;

/** The filter by age, of which one value is chosen. */
export function AgeFacet() {
  const name = useId();
  const { filters, change } = useFindingFilters();
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">Age</legend>
      {AGES.map(({ label, after, before }) => (
        <label
          key={label}
          className="-mx-1 flex min-h-7 items-center gap-2 rounded px-1 text-sm hover:bg-sunken max-sm:min-h-9"
        >
          <input
            type="radio"
            name={name}
            className="size-4 shrink-0 accent-accent"
            checked={filters.firstSeenAfter === after && filters.firstSeenBefore === before}
            onChange={() => change({ firstSeenAfter: after, firstSeenBefore: before }, true)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
