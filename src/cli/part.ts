import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '@/server/refusal';
import { StartError } from './explain';
import { type PartMessage, REFUSED } from './parent';

export type PartOptions = {
  /** Names the program, and the part in messages. */
  name: 'database' | 'web' | 'worker';
  /** The directory of the bundles; null to run this folder's sources. */
  bundles: string | null;
  args?: string[];
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

  /**
   * Starts the process and waits until it is ready.
   * @returns the URL that the part reports, if it reports one
   * @throws Refusal with the part's own message where it refuses to start
   */
  async start(): Promise<string | undefined> {
    const { name, bundles, args = [], env } = this.#options;
    const child = bundles
      ? fork(path.join(bundles, `${name}.mjs`), args, { env, execArgv: [] })
      : fork(path.join(import.meta.dirname, `${name}.ts`), args, { env });
    this.#child = child;
    child.on('message', (message: PartMessage) => {
      if ('refused' in message) this.#refusal = message.refused;
    });
    const startedAt = Date.now();
    const url = await readiness(child, name);
    child.once('exit', (code, signal) => {
      if (Date.now() - startedAt > STEADY_MS) this.#deaths = 0;
      void this.#revive(signal ?? `exit code ${code}`);
    });
    return url;
  }

  /** Stops the process permanently: SIGTERM, then SIGKILL after `stopMs`. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
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

async function readiness(child: ChildProcess, name: string): Promise<string | undefined> {
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
      else resolve(message.url);
    });
  });
}
