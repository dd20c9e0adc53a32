import type { FacetCount } from '@/domain/findings/schema';
import { countOf, formatCount } from '@/lib/format';

/** `1,234 findings`; `at least 10,000 findings` where the server has stopped counting. */
export function countText(count: FacetCount | undefined): string {
  if (count === undefined) return 'findings';
  return typeof count === 'number'
    ? countOf(count, 'finding')
    : `at least ${countOf(count.value, 'finding')}`;
}

/** A count that the server has not stopped. */
export function exactCount(count: FacetCount | undefined): number | undefined {
  return typeof count === 'number' ? count : undefined;
}

/** `1,234`, or `2,000+` where the server has stopped counting. */
export function shortCount(count: FacetCount): string {
  return typeof count === 'number' ? formatCount(count) : `${formatCount(count.value)}+`;
}
