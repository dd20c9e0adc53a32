/** How far a fetch has come. */
export type FetchProgress = {
  /** The bytes received so far. */
  bytes: number;
  objectsDone?: number;
  objectsTotal?: number;
  /** Objects that are stored as differences are completed once all have been received. */
  deltasDone?: number;
  deltasTotal?: number;
};

type Amounts = Omit<FetchProgress, 'bytes'>;

/** A line of git's progress. Lines from the remote begin with `remote: `. Source: git 2.39, index-pack.c, progress.c. */
const LINE = /^(Receiving objects|Resolving deltas):\s+\d{1,3}% \((\d{1,15})\/(\d{1,15})\)/;
/** A longer line is none of git's progress. */
const LONGEST_LINE = 400;

/** Reads git's progress from its standard error, which arrives in pieces. */
export function readFetchProgress(report: (amounts: Amounts) => void): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split(/[\r\n]/);
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    for (const line of lines) {
      const amounts = amountsOf(line);
      if (amounts) report(amounts);
    }
  };
}

function amountsOf(line: string): Amounts | undefined {
  const [, what, done, total] = LINE.exec(line) ?? [];
  if (what === 'Receiving objects') return { objectsDone: Number(done), objectsTotal: Number(total) };
  return what ? { deltasDone: Number(done), deltasTotal: Number(total) } : undefined;
}
