import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type MarkReader, openMark } from './contentMark';

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
