import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type MarkReader, openMark } from './contentMark';
import type { Release } from './messages';

/**
 * The engine processes that the scans of one process share. They stay warm between scans, as starting one takes half a
 * second of CPU. Each running scan has one process, and gets further ones while fewer than `processes` are busy.
 */
export type EnginePool = {
  /** @throws Error whose message is for users, if a new process is needed and no temporary file can be made */
  readonly take: () => EngineChild;
  /** Returns a process that runs no task. It is kept for another scan, or ended. */
  readonly keep: (child: EngineChild) => void;
  /** Kills a process. */
  readonly drop: (child: EngineChild) => void;
  /** Whether a scan may take a further process. */
  readonly hasRoom: () => boolean;
  /** Whether scans that have further processes have to return them. */
  readonly isCrowded: () => boolean;
  /** Ends the idle processes, and keeps none from now on. */
  readonly close: () => void;
};

export type PoolOptions = ChildOptions & {
  /** How many processes may be busy at once, beyond the one that each scan has. */
  readonly processes: number;
};

const RELEASE: Release = { type: 'release' };

export function createEnginePool({ processes, ...options }: PoolOptions): EnginePool {
  const idle = new Set<EngineChild>();
  let busy = 0;
  let isClosed = false;

  const start = () => {
    const child = startChild(options);
    child.process.once('exit', () => {
      if (idle.delete(child)) child.mark.close();
    });
    return child;
  };
  const drop = (child: EngineChild) => {
    busy--;
    endChild(child);
  };

  return {
    take: () => {
      const [warm] = idle;
      const child = warm ?? start();
      if (warm && idle.delete(warm)) holdParent(warm, true);
      busy++;
      return child;
    },
    keep: (child) => {
      if (isClosed || idle.size >= processes || !isAlive(child)) return drop(child);
      busy--;
      idle.add(child);
      holdParent(child, false);
      child.process.send(RELEASE);
    },
    drop,
    hasRoom: () => busy < processes,
    isCrowded: () => busy > processes,
    close: () => {
      isClosed = true;
      for (const child of idle) endChild(child);
      idle.clear();
    },
  };
}

/** An idle process must not keep its parent from ending. */
function holdParent({ process: child }: EngineChild, holds: boolean): void {
  if (holds) child.ref();
  else child.unref();
  if (holds) child.channel?.ref();
  else child.channel?.unref();
}

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
function startChild({ memoryMb, searchPath, main = MAIN }: ChildOptions): EngineChild {
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
function endChild({ process: child, mark }: EngineChild): void {
  child.kill('SIGKILL');
  mark.close();
}

/** Whether a process has neither ended nor been killed. */
export function isAlive({ process: child }: EngineChild): boolean {
  return child.exitCode === null && child.signalCode === null && !child.killed;
}
