import { setTimeout as pause } from 'node:timers/promises';
import { getDb } from '@/server/db';
import type { Env } from '@/server/env';
import { isConnectionFault } from '@/server/errors';
import { enterInstallation, knowMigrations } from '@/server/installation';
import { log } from '@/server/log';
import { Refusal } from '@/server/refusal';
import { MIGRATIONS } from './build';
import { refuseToStart } from './parent';

/** How long a database may take to come up that this process was started together with, in milliseconds. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 1_000;

/** The database may be there the next time, so this is no refusal: a supervisor may start the process again. */
function giveUp(): never {
  console.error("heimdall: The database of DATABASE_URL can't be reached.");
  process.exit(1);
}

/**
 * Lets a part begin its work once its database is there, with the right schema and key; ends the process otherwise.
 * @param url where people reach Heimdall, for a part that shows this to them
 */
export async function enterOrRefuse(env: Env, url: string | undefined): Promise<void> {
  knowMigrations(MIGRATIONS);
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    try {
      return await enterInstallation(getDb(), env, url);
    } catch (error) {
      if (error instanceof Refusal) refuseToStart(error.message);
      if (!isConnectionFault(error)) throw error;
      log().warn({ err: error }, 'waiting for the database');
      if (Date.now() > end) giveUp();
      await pause(PAUSE_MS);
    }
  }
}
