import path from 'node:path';
import { type Env, EnvError, envWith, readEnv, searchPath } from '@/server/env';
import { loadSecretKey } from '@/server/keys';
import { MigrationError, migrate } from '@/server/migrations';
import { buildIfNeeded, generateClient, isGenerated, ROOT } from './build';
import { gitProblem } from './gitProblem';
import { Part, PartRefused } from './part';

/** Why Heimdall can't start; its message is one sentence for the operator. */
export class StartError extends Error {}

/** How long a part may take to stop once it accepts nothing more, in milliseconds. */
const STOP_MS = 15_000;

/** Starts the database where there is none, then web and worker, and keeps them running until told to stop. */
export async function launch({ dev }: { dev: boolean }): Promise<void> {
  const env = readEnvOrExplain();
  const problem = gitProblem(searchPath());
  if (problem) throw new StartError(problem);
  if (!dev) await buildIfNeeded();
  else if (!isGenerated()) await generateClient();
  const installation = new Installation(env, dev);
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
  readonly #dev: boolean;
  #ending = false;

  constructor(env: Env, dev: boolean) {
    this.#env = env;
    this.#dev = dev;
  }

  async start(): Promise<void> {
    const env = this.#env;
    const secretKey = loadSecretKey(env);
    const databaseUrl = env.DATABASE_URL ?? (await this.#startDatabase());
    await migrate(databaseUrl, path.join(ROOT, 'prisma', 'migrations'));
    const childEnv = envWith({
      NODE_ENV: this.#dev ? 'development' : 'production',
      DATABASE_URL: databaseUrl,
      HEIMDALL_EMBEDDED_DATABASE: String(env.DATABASE_URL === undefined),
      HEIMDALL_SECRET_KEY: secretKey,
    });
    const [url, , setUp] = await Promise.all([
      this.#part('web', childEnv).start(),
      this.#part('worker', childEnv).start(),
      setUpOf(databaseUrl, secretKey),
    ]);
    if (this.#ending) return;
    console.log([`Heimdall is ready at ${url}`, ...(setUp ? [setUp] : [])].join('\n'));
  }

  /** In the order of who needs whom. */
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
    if (!url) throw new Error('the database did not say where it is');
    return url;
  }

  #part(name: 'web' | 'worker', env: NodeJS.ProcessEnv): Part {
    const part = this.#makePart(name, env);
    this.#parts.push(part);
    return part;
  }

  #makePart(name: 'database' | 'web' | 'worker', env: NodeJS.ProcessEnv, args: string[] = []): Part {
    const onGivenUp = (sentence: string) => {
      console.error(`heimdall: ${sentence} Heimdall stops; what was acknowledged is kept.`);
      this.end(1);
    };
    const stopMs = STOP_MS + this.#env.HEIMDALL_DRAIN_GRACE_SECONDS * 1000;
    return new Part({ name, env, args, stopMs, onGivenUp });
  }
}

/** Asked of the database through the domain, which can only be loaded once its client is generated. */
async function setUpOf(databaseUrl: string, secretKey: string): Promise<string | undefined> {
  const { openDb } = await import('@/server/db');
  const { setUpLine } = await import('./setUpToken');
  const db = openDb(databaseUrl, 1);
  try {
    return await setUpLine(db, secretKey);
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

/** Turns what an operator can mend into a sentence, and leaves the rest as it is. */
function explain(error: unknown): unknown {
  if (error instanceof EnvError || error instanceof MigrationError || error instanceof PartRefused) {
    return new StartError(error.message);
  }
  const { code, message, path: file } = error as NodeJS.ErrnoException;
  if (file?.endsWith('secret-key')) {
    return new StartError(`The directory ${path.dirname(file)} can't be used: ${message}.`);
  }
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT' || code === 'EHOSTUNREACH') {
    return new StartError(`The database of DATABASE_URL can't be reached: ${message || code}.`);
  }
  if (code === '28P01' || code === '28000' || code === '3D000') {
    return new StartError(`The database of DATABASE_URL refuses the connection: ${message}.`);
  }
  return error;
}
