import { type Env, envWith, readEnv, searchPath } from '@/server/env';
import { loadSecretKey, requireKey } from '@/server/keys';
import { migrate } from '@/server/migrations';
import { buildIfNeeded, generateClient, MIGRATIONS } from './build';
import { explain, StartError } from './explain';
import { gitProblem } from './gitProblem';
import { REFUSED } from './parent';
import { Part } from './part';
import { bundleIfNeeded, isGenerated } from './programs.mjs';

/** How long a part may take to stop after it accepts nothing more, in milliseconds. */
const STOP_MS = 15_000;

/** Starts the embedded database if it is used, then web and worker, and keeps them running until a signal. */
export async function launch({ dev }: { dev: boolean }): Promise<void> {
  const env = readEnvOrExplain();
  const problem = gitProblem(searchPath());
  if (problem) throw new StartError(problem, REFUSED);
  if (!dev) await buildIfNeeded();
  else if (!isGenerated()) await generateClient();
  const installation = new Installation(env, dev ? null : await bundleIfNeeded('server'));
  process.on('SIGINT', () => installation.end(0));
  process.on('SIGTERM', () => installation.end(0));
  try {
    await installation.start();
  } catch (error) {
    await installation.stop();
    throw explain(error);
  }
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
    const env = this.#env;
    const databaseUrl = env.DATABASE_URL ?? (await this.#startDatabase());
    await migrate(databaseUrl, MIGRATIONS, (check) => requireKey(env, check));
    const setUp = await enter(databaseUrl, env);
    const secretKey = loadSecretKey(env);
    const childEnv = envWith({
      NODE_ENV: this.#bundles === null ? 'development' : 'production',
      DATABASE_URL: databaseUrl,
      HEIMDALL_SECRET_KEY: secretKey,
    });
    const [url] = await Promise.all([
      this.#part('web', childEnv).start(),
      this.#part('worker', childEnv).start(),
    ]);
    if (this.#ending) return;
    console.log([`Heimdall is ready at ${url}`, ...(setUp ? [setUp] : [])].join('\n'));
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

  async #startDatabase(): Promise<string> {
    this.#database = this.#makePart('database', envWith({}), [this.#env.HEIMDALL_DATA_DIR]);
    const url = await this.#database.start();
    if (!url) throw new Error('the database did not report its URL');
    return url;
  }

  #part(name: 'web' | 'worker', env: NodeJS.ProcessEnv): Part {
    const part = this.#makePart(name, env);
    this.#parts.push(part);
    return part;
  }

  #makePart(name: 'database' | 'web' | 'worker', env: NodeJS.ProcessEnv, args: string[] = []): Part {
    const onFailed = (message: string, status: number) => {
      console.error(`heimdall: ${message} Heimdall stops; what was acknowledged is kept.`);
      this.end(status);
    };
    const stopMs = STOP_MS + this.#env.HEIMDALL_DRAIN_GRACE_SECONDS * 1000;
    return new Part({ name, bundles: this.#bundles, env, args, stopMs, onFailed });
  }
}

/**
 * Checks this installation against its database.
 * Imports late, as these modules load only once the database client is generated.
 * @returns the line with the set-up token, or undefined if there is an account
 */
async function enter(databaseUrl: string, env: Env): Promise<string | undefined> {
  const { openDb } = await import('@/server/db');
  const { enterInstallation, knowMigrations } = await import('@/server/installation');
  const { setUpLine } = await import('./setUpToken');
  const db = openDb(databaseUrl, 1);
  try {
    knowMigrations(MIGRATIONS);
    await enterInstallation(db, env, env.HEIMDALL_URL);
    return await setUpLine(db, loadSecretKey(env));
  } finally {
    await db.$disconnect();
  }
}

function readEnvOrExplain(): Env {
  try {
    return readEnv();
  } catch (error) {
    throw explain(error);
  }
}
