import { advisoriesOf } from '@/domain/advisories/lifecycle';
import type { Advisories } from '@/scan/packages';
import { askAdvisories } from './checkAdvisories';
import type { ScanOptions } from './scanOptions';

const ADVICE = 'An admin imports them on the page Advisories, or with heimdall advisories import.';

/**
 * What the installation knows of packages.
 * @param asking ends questions to the OSV API, where the operator wants those; null to ask nothing
 */
export function storedAdvisories(
  { makeContext, policy, resolve }: Pick<ScanOptions, 'makeContext' | 'policy' | 'resolve'>,
  asking: AbortSignal | null,
): Advisories {
  return {
    advice: ADVICE,
    of: async (keys) => {
      if (asking === null) return advisoriesOf(makeContext(), keys);
      const options = { policy, resolve, signal: asking };
      const { data, problem } = await askAdvisories(makeContext, keys, options);
      return problem === undefined ? data : { ...data, problem };
    },
  };
}
