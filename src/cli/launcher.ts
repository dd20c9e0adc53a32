import { gitProblem } from '@/git/gitProblem';
import { socketDirectory } from '@/server/embedded/socketDirectory';
import { embeddedUrl } from '@/server/embedded/url';
import { type Env, envWith, readEnv, searchPath } from '@/server/env';
import { requireKey } from '@/server/keys';
import { migrate } from '@/server/migrations';
import { buildIfNeeded, generateIfNeeded, MIGRATIONS } from './build';
import { explain, StartError } from './explain';
import { REFUSED, STOP_MS } from './parent';
import { Part } from './part';
import { bundleIfNeeded } from './programs.mjs';

export type StartOptions = {
  dev: boolean;
  /** The directory of the present sources' bundles, if everything is built. */
  bundles: string | undefined;
};

/** Starts all parts and keeps them running. What the operator can fix ends the process with one message. */
export async function start(options: StartOptions): Promise<void> {
  try {
    await launch(options);
  } catch (error) {
    const explained = explain(error);
    if (!(explained instanceof StartError)) throw explained;
    console.error(`heimdall: ${explained.message}`);
    process.exit(explained.status);
  }
}

/** Starts the embedded database if it is used, web and worker, and keeps them running until a signal. */
async function launch({ dev, bundles }: StartOptions): Promise<void> {
  const env = readEnv();
  const problem = gitProblem(searchPath());
  if (problem) throw new StartError(problem, REFUSED);
  if (dev) await generateIfNeeded();
  if (!dev && !bundles) await buildIfNeeded();
  const installation = new Installation(env, dev ? null : (bundles ?? (await bundleIfNeeded('server'))));
  process.on('SIGINT', () => installation.end(0));
  process.on('SIGTERM', () => installation.end(0));
  await installation.start();
}

class Installation {
  readonly #parts: Part[] = [];
  #database: Part | undefined;
  readonly #env: Env;
  /** The directory of the parts' bundles; null in development, which runs the sources. */
  readonly #bundles: string | null;
  #ending = false;

  constructor(env: Env, bundles: string | null) {
    this.#env = env;
    this.#bundles = bundles;
  }

  async start(): Promise<void> {
    try {
      await this.#startParts();
    } catch (error) {
      // Parts that a signal stops fail to start, and `end` ends the process.
      if (this.#ending) return;
      await this.stop();
      throw error;
    }
  }

  /**
   * The web process loads its modules while the database opens, and the worker while the database is migrated.
   * Two cores load no more at once. Until the worker runs, scans wait.
   */
  async #startParts(): Promise<void> {
    const env = this.#env;
    const databaseUrl = env.DATABASE_URL ?? embeddedUrl(socketDirectory(env.HEIMDALL_DATA_DIR));
    if (!env.DATABASE_URL) this.#database = this.#makePart('database', envWith({}));
    this.#database?.load();
    const childEnv = envWith({
      NODE_ENV: this.#bundles === null ? 'development' : 'production',
      DATABASE_URL: databaseUrl,
    });
    const web = this.#makePart('web', childEnv);
    const worker = this.#makePart('worker', childEnv);
    this.#parts.push(web, worker);
    web.load();
    await this.#database?.start();
    worker.load();
    await migrate(databaseUrl, MIGRATIONS, (check) => requireKey(env, check));
    const { url, setUp } = await web.start();
    if (this.#ending) return;
    console.log([`Heimdall is ready at ${url}`, ...(setUp ? [setUp] : [])].join('\n'));
    await this.#startLate(worker);
  }

  /** Starts a part once requests are answered. If it fails, the installation ends as if the part had died later. */
  async #startLate(part: Part): Promise<void> {
    try {
      await part.start();
    } catch (error) {
      if (this.#ending) return;
      const explained = explain(error);
      if (!(explained instanceof StartError)) throw explained;
      this.#fail(explained.message, explained.status);
    }
  }

  #fail(message: string, status: number): void {
    console.error(`heimdall: ${message} Heimdall stops; what was acknowledged is kept.`);
    this.end(status);
  }

  /** Web and worker need the database, so it stops last. */
  async stop(): Promise<void> {
    await Promise.all(this.#parts.map((part) => part.stop()));
    await this.#database?.stop();
  }

  end(code: number): void {
    if (this.#ending) return;
    this.#ending = true;
    this.stop().then(
      () => process.exit(code),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  }

  #makePart(name: 'database' | 'web' | 'worker', env: NodeJS.ProcessEnv): Part {
    const onFailed = (message: string, status: number) => this.#fail(message, status);
    const stopMs = STOP_MS + this.#env.HEIMDALL_DRAIN_GRACE_SECONDS * 1000;
    const isDatabase = name === 'database';
    const args = isDatabase ? [this.#env.HEIMDALL_DATA_DIR] : [];
    return new Part({ name, bundles: this.#bundles, env, args, held: !isDatabase, stopMs, onFailed });
  }
}
