import type { Analysis } from '@/domain/findings/rules';
import type { Coverage } from '@/domain/scans/schema';
import type { ReadResult } from '@/sarif/imported';
import { analysisOf, type Problem, type Run } from '@/sarif/run';

/** Problems that are listed; of more, only the number is kept. */
const MOST_LISTED = 100;

/** What an import has covered, and what of its document could not be read. */
export type ImportLog = {
  readonly add: (read: ReadResult) => void;
  /** Tools and categories whose runs are complete: what they no longer report is gone. */
  readonly covered: () => readonly Analysis[];
  readonly isComplete: () => boolean;
  /** @param isOver whether nothing will be added any more */
  readonly report: (isOver: boolean) => Coverage;
};

export function createImportLog(runs: readonly Run[], problems: readonly Problem[]): ImportLog {
  const limits: string[] = [];
  let more = 0;
  const addLimit = (sentence: string) => {
    if (limits.length < MOST_LISTED) limits.push(sentence);
    else more++;
  };
  const partial = new Set<string>();
  for (const problem of problems) addLimit(messageOf(problem));
  for (const run of runs) {
    const { tool } = analysisOf(run);
    if (run.hasFailed) addLimit(`${tool} says that it did not succeed, so no finding of it is closed.`);
    if (run.hasFailed) partial.add(keyOf(analysisOf(run)));
  }
  const isComplete = () => limits.length === 0;

  return {
    add: (read) => {
      if (read.type !== 'bad') return;
      addLimit(messageOf(read.problem));
      partial.add(keyOf(read.analysis));
    },
    covered: () => {
      const reported = runs.filter((run) => run.hasResults).map(analysisOf);
      const whole = reported.filter((analysis) => !partial.has(keyOf(analysis)));
      return [...new Map(whole.map((analysis) => [keyOf(analysis), analysis])).values()];
    },
    isComplete,
    report: (isOver) => ({
      ...NOTHING_SCANNED,
      complete: isOver ? isComplete() : null,
      limitsHit: more === 0 ? limits : [...limits, `There are ${more} more of these.`],
      engines: runs.map(({ driver }) => ({
        name: driver.name ?? '',
        version: driver.version ?? '',
        rules: driver.rules.length,
      })),
    }),
  };
}

function messageOf({ pointer, what }: Problem): string {
  return `${pointer} ${what}.`;
}

function keyOf({ tool, category }: Analysis): string {
  return `${tool}\0${category}`;
}

/** An import reads no files. */
const NOTHING_SCANNED = {
  ...{ filesScanned: 0, bytesScanned: 0, filesReused: 0, skipped: [], suppressed: [] },
  ...{ notes: [], advisoryDataAt: null, packages: null },
  history: { scope: 'branch' as const, commitsWalked: 0, commitsKnown: 0, bytesAdded: 0 },
};
