import { setTimeout as pause } from 'node:timers/promises';
import { getDb } from '@/server/db';
import type { Env } from '@/server/env';
import { isConnectionFault } from '@/server/errors';
import { enterInstallation, knowMigrations } from '@/server/installation';
import { log } from '@/server/log';
import { Refusal } from '@/server/refusal';
import { MIGRATIONS } from './build';
import { refuseToStart } from './parent';

/** How long to wait for a database that was started at the same time, in milliseconds. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 1_000;

/** Exit code 1, not a refusal: the database may be up later, so a supervisor may restart this process. */
function exitUnreachable(): never {
  console.error("heimdall: The database of DATABASE_URL can't be reached.");
  process.exit(1);
}

/**
 * Waits for the database and checks its schema and key. Ends the process where one of them does not fit.
 * @param url the public address, for a part that shows it to users
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
      if (Date.now() > end) exitUnreachable();
      await pause(PAUSE_MS);
    }
  }
}
