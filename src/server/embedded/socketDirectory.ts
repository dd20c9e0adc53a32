import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';

/** The name of PostgreSQL's socket. */
export const SOCKET = '.s.PGSQL.5432';
/** The longest path of a Unix socket, less the name of PostgreSQL's socket. Source: unix(7), 108 bytes. */
const LIMIT = 107 - `/${SOCKET}`.length;

/**
 * Returns the directory of the embedded database's socket. It is in the data directory, or in the temporary one
 * if the path would be too long.
 */
export function socketDirectory(dataDir: string): string {
  const near = path.join(dataDir, 'run');
  if (Buffer.byteLength(near) <= LIMIT) return near;
  const digest = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return path.join(tmpdir(), `heimdall-${userInfo().uid}-${digest}`);
}
