import { advisoriesOf } from '@/domain/advisories/lifecycle';
import type { Advisories } from '@/scan/packages';
import { checkAdvisories } from './checkAdvisories';
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
      const problem =
        asking === null
          ? undefined
          : await checkAdvisories(makeContext, keys, { policy, resolve, signal: asking });
      const data = await advisoriesOf(makeContext(), keys);
      return problem === undefined ? data : { ...data, problem };
    },
  };
}
