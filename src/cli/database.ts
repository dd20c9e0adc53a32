/** The embedded database's process. Its only argument is the data directory. */
import path from 'node:path';
import { startEmbeddedDatabase } from '@/server/embedded/database';
import {
  DataDirectoryError,
  lockDataDirectory,
  prepareSocketDirectory,
} from '@/server/embedded/dataDirectory';
import { endWithLauncher, onStop, refuseToStart, sendToParent } from './parent';

/** After a launcher was killed, its database takes a moment to exit and release the lock. */
const LOCK_PATIENCE_MS = 5_000;

const dataDir = process.argv[2];
if (!dataDir) throw new Error('usage: database DATA_DIR');

endWithLauncher();
try {
  await lockDataDirectory(dataDir, LOCK_PATIENCE_MS);
  const database = await startEmbeddedDatabase({
    dataDir: path.join(dataDir, 'postgres'),
    socketDir: prepareSocketDirectory(dataDir),
    onFault: (error) => {
      // The state of a broken session is unknown, so the process exits; the launcher starts a new one.
      console.error('heimdall: the embedded database broke:', error);
      process.exit(70); // EX_SOFTWARE of sysexits.h.
    },
    onUpkeepFault: (error) => console.error('heimdall: a table could not be vacuumed:', error),
  });
  onStop(() => database.close());
  sendToParent({ ready: true, url: database.url });
} catch (error) {
  if (error instanceof DataDirectoryError) refuseToStart(error.message);
  throw error;
}
