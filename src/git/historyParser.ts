import { createLineSink, type LineSink } from './addedLines';
import { type FileHeader, readExtendedHeader, readFirstLine, readHunkHeader } from './diffHeaders';
import { commitOf, fileOf, type HistoryEvent } from './historyEvents';

export type ParserOptions = {
  wantRemoved?: ((path: string) => boolean) | undefined;
  /** A file with more added bytes is reported as binary. */
  maxFileBytes: number;
  /** How many commits were read before; 0 by default. */
  commits?: number;
};

export type HistoryParser = {
  /**
   * Takes the next chunk of the output and yields the events that it completes. Each event is yielded before later
   * output is parsed, since its handler may change which removed lines are wanted.
   */
  feed: (chunk: Buffer) => Generator<HistoryEvent, void, undefined>;
  /** Returns the events that the end of the output completes. */
  finish: () => HistoryEvent[];
};

const NUL = 0;
const NEWLINE = 10;
const SPACE = 0x20;
const PLUS = 0x2b;
const MINUS = 0x2d;
const AT = 0x40;
const LETTER_D = 0x64;
/** Longer headers are refused: they would hold a path of this length. A commit's line is cut instead, in its name. */
const MAX_HEADER_BYTES = 1024 * 1024;

type State = {
  options: ParserOptions;
  added: LineSink;
  removed: LineSink;
  events: HistoryEvent[];
  sha: string;
  commits: number;
  file: FileHeader | null;
  wantsRemoved: boolean;
  inHunk: boolean;
  /** The number of the next line of the new file. */
  line: number;
  /** Whether the previous line was an added one. */
  inRun: boolean;
  /** The beginning of a line whose kind is not known yet. */
  held: Buffer;
  /** The destination of a file's line that began in an earlier chunk; null where there is none. */
  open: LineSink | 'discard' | null;
};

/**
 * Parses `git log -p --cc` in COMMIT_FORMAT. It works on bytes, line by line, and never decodes file contents.
 * A line of any length may arrive in several chunks.
 */
export function createHistoryParser(options: ParserOptions): HistoryParser {
  const state: State = {
    options,
    added: createLineSink(options.maxFileBytes),
    removed: createLineSink(options.maxFileBytes),
    events: [],
    sha: '',
    commits: options.commits ?? 0,
    file: null,
    wantsRemoved: false,
    inHunk: false,
    line: 0,
    inRun: false,
    held: Buffer.alloc(0),
    open: null,
  };
  return {
    feed: function* (chunk) {
      const { data, from } = beginChunk(state, chunk);
      for (let at = from; at < data.length; ) {
        at = takeLines(state, data, at);
        yield* drain(state);
      }
    },
    finish: () => {
      endFile(state);
      return drain(state);
    },
  };
}

function drain(state: State): HistoryEvent[] {
  const { events } = state;
  state.events = [];
  return events;
}

/**
 * Joins a chunk to the unfinished line of the chunk before.
 * @returns the data to parse, and the offset where parsing starts
 */
function beginChunk(state: State, chunk: Buffer): { data: Buffer; from: number } {
  if (!state.open) {
    const data = state.held.length > 0 ? Buffer.concat([state.held, chunk]) : chunk;
    state.held = Buffer.alloc(0);
    return { data, from: 0 };
  }
  const end = chunk.indexOf(NEWLINE);
  append(state, chunk, 0, end < 0 ? chunk.length : end);
  if (end < 0) return { data: chunk, from: chunk.length };
  state.open = null;
  return { data: chunk, from: end + 1 };
}

/** Takes lines up to the first that ends a file or begins a commit. @returns the offset to continue at */
function takeLines(state: State, data: Buffer, from: number): number {
  let at = from;
  for (let end = data.indexOf(NEWLINE, at); end >= 0; end = data.indexOf(NEWLINE, at)) {
    if (state.file && isContent(state, data[at])) {
      beginLine(state, state.file, data, at);
      append(state, data, Math.min(at + state.file.columns, end), end);
      state.open = null;
    } else {
      if (endsFile(state, data, at)) return at;
      takeHeader(state, data, at, end);
    }
    at = end + 1;
  }
  if (at < data.length) takePartialLine(state, data, at);
  return data.length;
}

/** Ends the current file before a line that begins another file or a commit. @returns whether events are waiting */
function endsFile(state: State, data: Buffer, at: number): boolean {
  if (data[at] === NUL || beginsFile(data, at)) endFile(state);
  return state.events.length > 0;
}

function beginsFile(data: Buffer, at: number): boolean {
  return data[at] === LETTER_D && data.toString('latin1', at, at + 5) === 'diff ';
}

/** Takes the partial line at a chunk's end. A file's line is consumed at once, since it could fill the memory. */
function takePartialLine(state: State, data: Buffer, at: number): void {
  const { file } = state;
  if (file && isContent(state, data[at]) && data.length - at > file.columns) {
    beginLine(state, file, data, at);
    append(state, data, at + file.columns, data.length);
    return;
  }
  const isCommit = data[at] === NUL;
  state.held = Buffer.from(data.subarray(at, isCommit ? at + MAX_HEADER_BYTES : undefined));
  if (state.held.length > MAX_HEADER_BYTES) throw new Error('The history holds a path of more than 1 MiB.');
}

/** Whether a line with this first byte is a file's. Inside hunks no other line begins with these bytes. */
function isContent({ inHunk }: State, first: number | undefined): boolean {
  return inHunk && (first === PLUS || first === MINUS || first === SPACE);
}

/** Begins a file's line, and selects the destination of its bytes. */
function beginLine(state: State, { columns }: FileHeader, data: Buffer, at: number): void {
  const kind = columns === 1 ? data[at] : kindInMerge(data, at, columns);
  state.open = 'discard';
  if (kind === PLUS) {
    state.added.begin(state.inRun ? undefined : state.line);
    state.open = state.added;
    state.inRun = true;
    state.line++;
  } else if (kind === SPACE) {
    state.inRun = false;
    state.line++;
  } else if (state.wantsRemoved) {
    state.removed.begin();
    state.open = state.removed;
  }
}

/** A merge's line is added where no parent has it, and removed where the merge lacks it. */
function kindInMerge(data: Buffer, at: number, columns: number): number {
  let kind = PLUS;
  for (let column = at; column < at + columns; column++) {
    if (data[column] === MINUS) return MINUS;
    if (data[column] !== PLUS) kind = SPACE;
  }
  return kind;
}

function append({ open }: State, data: Buffer, from: number, to: number): void {
  if (open !== null && open !== 'discard') open.append(data, from, to);
}

/** Takes a line that is not part of a file's contents. */
function takeHeader(state: State, data: Buffer, at: number, end: number): void {
  const first = data[at];
  if (first === NUL) beginCommit(state, data.toString('latin1', at + 1, end));
  else if (beginsFile(data, at)) {
    beginFile(state, data.subarray(at, end));
  } else if (state.file && first === AT) {
    state.inHunk = true;
    state.inRun = false;
    state.line = readHunkHeader(data.toString('latin1', at, end));
  } else if (state.file && !state.inHunk) {
    readExtendedHeader(state.file, data.toString('latin1', at, end));
  }
}

function beginCommit(state: State, text: string): void {
  endFile(state);
  const commit = commitOf(text, state.commits++);
  state.sha = commit.sha;
  state.events.push({ type: 'commit', commit });
}

function beginFile(state: State, firstLine: Buffer): void {
  endFile(state);
  state.file = readFirstLine(firstLine);
  state.wantsRemoved = state.options.wantRemoved?.(state.file.path) ?? false;
}

function endFile(state: State): void {
  const { file, wantsRemoved } = state;
  if (!file) return;
  const gathered = { added: state.added.take(), removed: state.removed.take(), wantsRemoved };
  state.file = null;
  state.inHunk = false;
  const changed = fileOf(state.sha, file, gathered);
  if (changed) state.events.push({ type: 'file', file: changed });
}
