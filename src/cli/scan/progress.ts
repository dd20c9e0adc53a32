import { decimal, megabytes } from './text';

/** Shows the progress of a scan to a person. */
export type Progress = {
  /** Prints a permanent line. */
  readonly say: (line: string) => void;
  /** Names the step that begins. */
  readonly begin: (doing: string) => void;
  readonly count: (numbers: Numbers) => void;
  /** Removes the changing line. */
  readonly end: () => void;
};

export type Numbers = {
  readonly unit: 'files' | 'commits' | 'received';
  readonly done?: number;
  readonly total?: number;
  readonly bytes: number;
};

/** How often the line of a terminal changes, in milliseconds. */
const REFRESH_MS = 100;
/** Moves to the start of the line and erases it. Source: ECMA-48, EL. */
const CLEAR = '\r\u001b[K';

type Stream = { readonly isTTY?: boolean; readonly write: (text: string) => unknown };

/** @param stream a terminal gets one line that changes; any other stream gets a line for each step */
export function createProgress(stream: Stream): Progress {
  let doing = '';
  let shownAt = 0;
  const show = (text: string) => {
    if (stream.isTTY) stream.write(`${CLEAR}${text}`);
  };
  return {
    say: (line) => {
      show('');
      stream.write(`heimdall: ${line}\n`);
    },
    begin: (next) => {
      doing = next;
      shownAt = 0;
      if (stream.isTTY) show(`${doing} …`);
      else stream.write(`heimdall: ${doing}\n`);
    },
    count: (numbers) => {
      const now = Date.now();
      if (now - shownAt < REFRESH_MS) return;
      shownAt = now;
      show(`${doing}: ${describe(numbers)}`);
    },
    end: () => show(''),
  };
}

/** Prints only the permanent lines. */
export function createQuietProgress(stream: Stream): Progress {
  const nothing = () => {};
  return {
    say: (line) => stream.write(`heimdall: ${line}\n`),
    begin: nothing,
    count: nothing,
    end: nothing,
  };
}

function describe({ unit, done, total, bytes }: Numbers): string {
  if (done === undefined) return megabytes(bytes);
  const of = total === undefined ? '' : ` of ${decimal(total)}`;
  return `${decimal(done)}${of} ${unit}, ${megabytes(bytes)}`;
}
