const NEWLINE = 10;
const FIRST_BYTES = 16 * 1024;

/** Where a run of lines begins: in the bytes that were gathered, and in the file, whose first line is 1. */
export type LineRun = { offset: number; line: number };

/** Lines joined by line breaks, and where each run of them begins. */
export type Lines = { text: Buffer; runs: LineRun[] };

/** Gathers the lines of one file of one commit. */
export type LineSink = {
  /** Begins a line; `line` is its number in the file where a new run begins with it. */
  begin: (line?: number) => void;
  /** Adds bytes to the line that was begun. */
  append: (data: Buffer, from: number, to: number) => void;
  /** Gives what was gathered, or null where it was more than may be, and begins anew. */
  take: () => Lines | null;
};

/** @param maxBytes beyond this nothing is kept, and the whole counts as too large */
export function createLineSink(maxBytes: number): LineSink {
  let bytes = Buffer.allocUnsafe(FIRST_BYTES);
  let length = 0;
  let lines = 0;
  let runs: LineRun[] = [];

  const reserve = (more: number) => {
    if (length + more <= bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(length + more, 2 * bytes.length));
    bytes.copy(larger, 0, 0, length);
    bytes = larger;
  };

  return {
    begin: (line) => {
      if (length > maxBytes) return;
      if (lines++ > 0) {
        reserve(1);
        bytes[length++] = NEWLINE;
      }
      if (line !== undefined) runs.push({ offset: length, line });
    },
    append: (data, from, to) => {
      if (length > maxBytes) return;
      // Of what is too much, enough is kept to know that it is.
      const end = Math.min(to, from + maxBytes + 1 - length);
      reserve(end - from);
      data.copy(bytes, length, from, end);
      length += end - from;
    },
    take: () => {
      const taken = length > maxBytes ? null : { text: Buffer.from(bytes.subarray(0, length)), runs };
      // One large file does not keep its room for all the small ones after it.
      if (bytes.length > 64 * FIRST_BYTES) bytes = Buffer.allocUnsafe(FIRST_BYTES);
      length = 0;
      lines = 0;
      runs = [];
      return taken;
    },
  };
}
