const NEWLINE = 10;
const FIRST_BYTES = 16 * 1024;

/** The beginning of a run of consecutive lines. It is an offset in the bytes, and a line in the file, from 1. */
export type LineRun = { offset: number; line: number };

/** Lines joined by line breaks, and where each run begins. */
export type Lines = { text: Buffer; runs: LineRun[] };

/** Collects the lines of one file of one commit. */
export type LineSink = {
  /** Begins a line. `line` is its number in the file, given only where a new run begins. */
  begin: (line?: number) => void;
  /** Adds bytes to the current line. */
  append: (data: Buffer, from: number, to: number) => void;
  /** Returns the collected lines, or null where they exceeded the limit, and resets the sink. */
  take: () => Lines | null;
};

/** @param maxBytes the limit of the collected bytes; beyond it `take` returns null */
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
      // One byte over the limit is kept, which marks the file as too large.
      const end = Math.min(to, from + maxBytes + 1 - length);
      reserve(end - from);
      data.copy(bytes, length, from, end);
      length += end - from;
    },
    take: () => {
      const taken = length > maxBytes ? null : { text: Buffer.from(bytes.subarray(0, length)), runs };
      // The buffer of a large file is not kept for the small ones after it.
      if (bytes.length > 64 * FIRST_BYTES) bytes = Buffer.allocUnsafe(FIRST_BYTES);
      length = 0;
      lines = 0;
      runs = [];
      return taken;
    },
  };
}
