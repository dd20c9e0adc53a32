import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** An engine process, and the mark by which it shows the content that it is processing. */
export type EngineChild = { readonly process: ChildProcess; readonly mark: MarkReader };

export type ChildOptions = {
  readonly memoryMb: number;
  readonly searchPath: string;
  /** The engine's program, if it is not the one with Heimdall's rules. */
  readonly main?: string | undefined;
};

const HERE = fileURLToPath(import.meta.url);
/** Beside this file, and bundled if this one is. */
const MAIN = path.join(path.dirname(HERE), `engineProcessMain${path.extname(HERE)}`);

/** @throws Error whose message is for users, if no temporary file can be made */
export function startChild({ memoryMb, searchPath, main = MAIN }: ChildOptions): EngineChild {
  const mark = openMark();
  const child = fork(main, [String(process.pid)], {
    cwd: path.dirname(HERE),
    // The engine needs nothing else of the worker's environment, which may hold secrets.
    env: { NODE_ENV: 'production', PATH: searchPath },
    execArgv: [...(main.endsWith('.ts') ? ['--import', 'tsx'] : []), `--max-old-space-size=${memoryMb}`],
    serialization: 'advanced',
    // The last is MARK_FD.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc', mark.fd],
  });
  // Sending to an engine that has died emits an error, which would end the worker if it had no listener.
  child.on('error', () => undefined);
  return { process: child, mark };
}

/** Kills an engine process. Its mark can't be read any more. */
export function endChild({ process: child, mark }: EngineChild): void {
  child.kill('SIGKILL');
  mark.close();
}

/** Whether a process has neither ended nor been killed. */
export function isAlive({ process: child }: EngineChild): boolean {
  return child.exitCode === null && child.signalCode === null && !child.killed;
}

/** An idle process must not keep its parent from ending. */
export function holdParent({ process: child }: EngineChild, holds: boolean): void {
  if (holds) child.ref();
  else child.unref();
  if (holds) child.channel?.ref();
  else child.channel?.unref();
}

/**
 * The content that an engine is processing, written to an unnamed file that its parent shares. A message would
 * not do. An engine that hangs sends none, and one that is killed loses those that it has not sent.
 */
type ContentMark = {
  /** The content's number within the task. */
  readonly number: number;
  readonly doing: 'read' | 'scan';
  /** How many of its bytes are done, if it is large. */
  readonly bytes: number;
};

/** The engine's file descriptor of that file. */
export const MARK_FD = 4;

const BYTES = 12;
const DOING = ['read', 'scan'] as const;

export type MarkReader = {
  readonly fd: number;
  /** @returns the content that an engine is processing, or was when it died; undefined for none */
  readonly read: () => ContentMark | undefined;
  readonly clear: () => void;
  readonly close: () => void;
};

/** @throws Error whose message is for users, if no temporary file can be made */
function openMark(): MarkReader {
  const fd = openUnnamed();
  const bytes = Buffer.alloc(BYTES);
  return {
    fd,
    read: () => {
      const isWritten = readSync(fd, bytes, 0, BYTES, 0) === BYTES;
      const doing = isWritten ? DOING[bytes.readUInt32LE(4) - 1] : undefined;
      return doing && { number: bytes.readUInt32LE(0), doing, bytes: bytes.readUInt32LE(8) };
    },
    clear: () => createMarkWriter(fd).clear(),
    close: () => closeSync(fd),
  };
}

function openUnnamed(): number {
  try {
    const directory = mkdtempSync(path.join(tmpdir(), 'heimdall-mark-'));
    try {
      return openSync(path.join(directory, 'mark'), 'wx+', 0o600);
    } finally {
      rmSync(directory, { recursive: true });
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `No file can be made in ${tmpdir()} (${code}). Set TMPDIR to a directory for temporary files.`,
    );
  }
}

export type MarkWriter = {
  readonly set: (number: number, doing: ContentMark['doing']) => void;
  /** Records how many bytes of the content are done. */
  readonly reach: (bytes: number) => void;
  readonly clear: () => void;
};

/** Each write takes two microseconds. @param fd of the file that openMark has made */
export function createMarkWriter(fd: number): MarkWriter {
  const bytes = Buffer.alloc(BYTES);
  const write = (number: number, doing: number) => {
    bytes.writeUInt32LE(number, 0);
    bytes.writeUInt32LE(doing, 4);
    reach(0);
  };
  const reach = (done: number) => {
    bytes.writeUInt32LE(done, 8);
    writeSync(fd, bytes, 0, BYTES, 0);
  };
  return {
    set: (number, doing) => write(number, DOING.indexOf(doing) + 1),
    reach,
    clear: () => write(0, 0),
  };
}
