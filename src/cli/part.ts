import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '@/server/refusal';
import { StartError } from './explain';
import { HELD, type PartMessage, REFUSED } from './parent';

export type PartOptions = {
  /** Names the program, and the part in messages. */
  name: 'database' | 'web' | 'worker';
  /** The directory of the bundles; null to run this folder's sources. */
  bundles: string | null;
  args: string[];
  /** Whether it waits to be released, so that it can load its modules before it is needed. */
  held: boolean;
  env: NodeJS.ProcessEnv;
  /** How long it may take to stop, in milliseconds. */
  stopMs: number;
  /** Called with a message and an exit code when the part refuses to run or has died too often. */
  onFailed: (message: string, status: number) => void;
};

/** How long a part may take to start, in milliseconds. */
const PATIENCE_MS = 60_000;
/** Once a part has run this long, its earlier deaths no longer count. */
const STEADY_MS = 60_000;
const MAX_DEATHS = 6;
const FIRST_PAUSE_MS = 250;

/** What a part reports when it is ready. */
export type Readiness = { url?: string; setUp?: string };

/** A process of the installation. It is restarted when it dies, after a pause that doubles each time. */
export class Part {
  readonly #options: PartOptions;
  #child: ChildProcess | undefined;
  #stopping = false;
  #deaths = 0;
  /** The refusal that the part sent before it ended. */
  #refusal: string | undefined;

  constructor(options: PartOptions) {
    this.#options = options;
  }

  /** Starts the process. If it is held, it loads its modules until `start` releases it. */
  load(): ChildProcess {
    if (this.#stopping) throw new StartError('Heimdall was stopped while it started.', 1);
    const { name, bundles, args, held, env } = this.#options;
    const all = held ? [...args, HELD] : args;
    const child = bundles
      ? fork(path.join(bundles, `${name}.mjs`), all, { env, execArgv: [] })
      : fork(path.join(import.meta.dirname, `${name}.ts`), all, { env, execArgv: fromSources() });
    this.#child = child;
    return child;
  }

  /**
   * Starts the process, unless it is loaded already, and waits until it is ready.
   * @throws Refusal with the part's own message where it refuses to start
   */
  async start(): Promise<Readiness> {
    const child = this.#child && isAlive(this.#child) ? this.#child : this.load();
    child.on('message', (message: PartMessage) => {
      if ('refused' in message) this.#refusal = message.refused;
    });
    const startedAt = Date.now();
    // If it has just ended, the exit is what counts.
    if (this.#options.held) child.send({ release: true }, () => undefined);
    const ready = await readiness(child, this.#options.name);
    child.once('exit', (code, signal) => {
      if (Date.now() - startedAt > STEADY_MS) this.#deaths = 0;
      void this.#revive(signal ?? `exit code ${code}`);
    });
    return ready;
  }

  /** Stops the process permanently: SIGTERM, then SIGKILL after `stopMs`. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (!child || !isAlive(child)) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), this.#options.stopMs);
    await gone;
    clearTimeout(killer);
  }

  async #revive(how: string): Promise<void> {
    const { name, onFailed } = this.#options;
    let reason = how;
    while (!this.#stopping) {
      // A part that refused would refuse again.
      if (this.#refusal !== undefined) return onFailed(this.#refusal, REFUSED);
      this.#deaths += 1;
      if (this.#deaths >= MAX_DEATHS)
        return onFailed(`The ${name} process died ${MAX_DEATHS} times (${reason}).`, 1);
      console.error(`heimdall: the ${name} process died (${reason}); starting it again.`);
      await wait(FIRST_PAUSE_MS * 2 ** (this.#deaths - 1));
      if (this.#stopping) return;
      try {
        await this.start();
        return;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
    }
  }
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** The options of Node that run sources, in any current directory. */
function fromSources(): string[] {
  return ['--import', import.meta.resolve('tsx')];
}

async function readiness(child: ChildProcess, name: string): Promise<Readiness> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new StartError(`The ${name} process was not ready after ${PATIENCE_MS / 1000} seconds.`, 1));
    }, PATIENCE_MS);
    const onExit = (code: number | null, signal: string | null) => {
      clearTimeout(timer);
      reject(
        new StartError(`The ${name} process ended while starting (${signal ?? `exit code ${code}`}).`, 1),
      );
    };
    child.once('exit', onExit);
    child.on('message', (message: PartMessage) => {
      clearTimeout(timer);
      child.off('exit', onExit);
      if ('refused' in message) reject(new Refusal(message.refused));
      else resolve(message);
    });
  });
}
