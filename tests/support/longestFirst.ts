import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, most of them by waiting. One that starts last keeps the others' processors idle. */
const LONGEST = [
  'src/engines/secrets/rules.test.ts',
  'tests/thorough/gateway.test.ts',
  'tests/thorough/scansFindings.test.ts',
  'tests/thorough/scansSecrets.test.ts',
  'tests/thorough/hostileRules.test.ts',
  'tests/thorough/hostItems.test.ts',
  'tests/faults/manyScans.test.ts',
  'tests/faults/leasesKilled.test.ts',
  'tests/faults/importKilled.test.ts',
  'tests/faults/issuesKilled.test.ts',
  'tests/faults/oneSchema.test.ts',
  'tests/faults/keptDecisions.test.ts',
  'tests/faults/scansKilled.test.ts',
  'tests/faults/scansExplosive.test.ts',
  'tests/faults/scansSlow.test.ts',
  'tests/faults/scansCancelled.test.ts',
  'tests/faults/launcher.test.ts',
  'tests/faults/deletionChaos.test.ts',
  'tests/faults/oneKey.test.ts',
  'tests/browser/pages.test.ts',
  'tests/browser/hardship.test.ts',
];

/** A clean clone has no times of an earlier run, and Vitest would start the largest files first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONGEST.some((name) => moduleId.endsWith(`/${name}`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
