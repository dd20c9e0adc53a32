import { accessSync, chmodSync, closeSync, constants, lstatSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { tryLock } from 'fs-native-extensions';
import { SOCKET, socketDirectory } from './socketDirectory';

/** A data directory is in use or can't be used. Its message is one sentence for the operator. */
export class DataDirectoryError extends Error {}

/**
 * Locks the embedded database's directory until this process ends. The kernel drops the lock, even after a
 * kill.
 * @param patienceMs how long to wait for a process that is just ending
 */
export async function lockDataDirectory(dataDir: string, patienceMs: number): Promise<void> {
  const file = path.join(makeDirectory(dataDir), 'lock');
  const descriptor = openSync(file, 'a+', 0o600);
  const end = Date.now() + patienceMs;
  while (!tryLock(descriptor)) {
    if (Date.now() > end) {
      closeSync(descriptor);
      throw new DataDirectoryError(
        `The data directory ${dataDir} is in use by another Heimdall; stop that one, or choose another HEIMDALL_DATA_DIR.`,
      );
    }
    await wait(100);
  }
}

/** Makes the directory of the database's socket, without a socket of an earlier process. */
export function prepareSocketDirectory(dataDir: string): string {
  const directory = makePrivateDirectory(socketDirectory(dataDir));
  rmSync(path.join(directory, SOCKET), { force: true });
  return directory;
}

/** Only this user may enter, as any client of the socket has access to the database. */
function makePrivateDirectory(directory: string): string {
  makeDirectory(directory);
  // In the temporary directory another user may have created it first.
  if (lstatSync(directory).uid !== userInfo().uid) {
    throw new DataDirectoryError(`The directory ${directory} belongs to another user; remove it.`);
  }
  chmodSync(directory, 0o700);
  return directory;
}

function makeDirectory(directory: string): string {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    return directory;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataDirectoryError(`The directory ${directory} can't be used: ${reason}.`);
  }
}
