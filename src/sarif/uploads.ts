import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Uploaded documents wait for a worker as files, each named by the id of its import. */

/** The directory of uploads, which web processes and workers share. */
export function uploadsIn(dataDir: string): string {
  return path.join(dataDir, 'uploads');
}

/** The directory of uploaded files with advisories, which are read by imports of their own. */
export function advisoryUploadsIn(dataDir: string): string {
  return path.join(dataDir, 'advisories');
}

/** The file of an import. */
export function uploadOf(directory: string, id: string): string {
  return path.join(directory, id);
}

/** The file of an upload that is still arriving. */
export function arrivingUploadOf(directory: string, id: string): string {
  return `${uploadOf(directory, id)}${ARRIVING}`;
}

const ARRIVING = '.part';

/** A file is written before its import is committed, and written to for as long as it arrives. In milliseconds. */
const UNKNOWN_MS = 60_000;
const SILENT_MS = 10 * 60_000;

/**
 * Removes files that no import needs any more: after a deletion, a cancellation or the death of a process.
 * @param importsAmong the imports among these ids, and whether they are over
 */
export async function removeLostUploads(
  directory: string,
  importsAmong: (ids: string[]) => Promise<ReadonlyMap<string, { isOver: boolean }>>,
): Promise<void> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.length === 0) return;
  const imports = await importsAmong(names);
  for (const name of names) {
    const found = imports.get(name);
    const isLost = found?.isOver ?? (await isOlder(path.join(directory, name), graceOf(name)));
    if (isLost) await rm(path.join(directory, name), { force: true });
  }
}

function graceOf(name: string): number {
  return name.endsWith(ARRIVING) ? SILENT_MS : UNKNOWN_MS;
}

/** Whether a file was last written to before this many milliseconds. A file that is gone was not. */
async function isOlder(file: string, ms: number): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > ms;
}
