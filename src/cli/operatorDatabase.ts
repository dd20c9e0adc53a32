import path from 'node:path';
import { startEmbeddedDatabase } from '@/server/embedded/database';
import {
  DataDirectoryError,
  lockDataDirectory,
  prepareSocketDirectory,
} from '@/server/embedded/dataDirectory';
import { socketDirectory } from '@/server/embedded/socketDirectory';
import { embeddedUrl } from '@/server/embedded/url';
import type { Env } from '@/server/env';
import { knowMigrations } from '@/server/installation';
import { requireKey } from '@/server/keys';
import { migrate } from '@/server/migrations';
import { MIGRATIONS } from './build';
import { explain, StartError } from './explain';
import { REFUSED } from './parent';

/** The database for a command of the operator: that of DATABASE_URL, or the embedded one while Heimdall is stopped. */
export async function openDatabase({ DATABASE_URL, HEIMDALL_DATA_DIR }: Env) {
  if (DATABASE_URL) return { url: DATABASE_URL, close: async () => undefined };
  await lockDataDirectory(HEIMDALL_DATA_DIR, 0);
  return startEmbeddedDatabase({
    dataDir: path.join(HEIMDALL_DATA_DIR, 'postgres'),
    socketDir: prepareSocketDirectory(HEIMDALL_DATA_DIR),
    onFault: (error) => console.error('heimdall: the embedded database broke:', error),
    onUpkeepFault: () => undefined,
  });
}

/**
 * The database for a command that may run beside Heimdall. It is that of DATABASE_URL, or the embedded one, which a
 * running Heimdall shares by its socket. The schema of a stopped Heimdall is brought up to date.
 */
export async function openSharedDatabase(env: Env) {
  knowMigrations(MIGRATIONS);
  try {
    const database = await openDatabase(env);
    if (!env.DATABASE_URL) await migrate(database.url, MIGRATIONS, (check) => requireKey(env, check));
    return database;
  } catch (error) {
    if (!(error instanceof DataDirectoryError)) throw error;
    return { url: embeddedUrl(socketDirectory(env.HEIMDALL_DATA_DIR)), close: async () => undefined };
  }
}

/** Runs a command, and explains why it failed in place of a stack. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const explained =
      error instanceof DataDirectoryError ? new StartError(error.message, REFUSED) : explain(error);
    if (!(explained instanceof StartError)) throw error;
    console.error(`heimdall: ${explained.message}`);
    process.exitCode = explained.status;
  }
}
