import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '@/server/refusal';
import { StartError } from './explain';
import { type PartMessage, REFUSED } from './parent';

export type PartOptions = {
  /** The program that it runs, and its name in messages. */
  name: 'database' | 'web' | 'worker';
  /** The directory of the bundled programs; null to run this folder's sources. */
  bundles: string | null;
  args?: string[];
  env: NodeJS.ProcessEnv;
  /** How long it may take to go down, in milliseconds. */
  stopMs: number;
  /** Called when it has died too often or refuses to work, with a sentence and the launcher's exit status. */
  onGivenUp: (sentence: string, status: number) => void;
};

/** How long a part may take to come up, in milliseconds. */
const PATIENCE_MS = 60_000;
/** A part that has run so long has come back; the deaths before are forgotten. */
const STEADY_MS = 60_000;
const MAX_DEATHS = 6;
const FIRST_PAUSE_MS = 250;

/** A process of the installation that is started again when it dies, after a pause that doubles, until it dies too often. */
export class Part {
  readonly #options: PartOptions;
  #child: ChildProcess | undefined;
  #stopping = false;
  #deaths = 0;
  /** Why it can't go on, where it has said so at its end. */
  #refusal: string | undefined;

  constructor(options: PartOptions) {
    this.#options = options;
  }

  /**
   * Starts it and waits until it serves.
   * @returns the URL that it tells, where it tells one
   * @throws Refusal with the part's own sentence where it can't be started as things are
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

  /** Ends it for good: asks first, and kills it where it does not listen. */
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
    const { name, onGivenUp } = this.#options;
    let reason = how;
    while (!this.#stopping) {
      // To start it again would be of no use.
      if (this.#refusal !== undefined) return onGivenUp(this.#refusal, REFUSED);
      this.#deaths += 1;
      if (this.#deaths >= MAX_DEATHS)
        return onGivenUp(`The ${name} process died ${MAX_DEATHS} times (${reason}).`, 1);
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
