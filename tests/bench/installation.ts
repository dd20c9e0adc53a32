import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startProcess } from '@tests/support/process';
import { buildIfNeeded, ROOT } from '@/cli/build';
import { migrate } from '@/server/migrations';

/** A build of its own: with an empty route to compare with, and source maps that say what scripts are made of. */
export const BENCH_BUILD_DIR = '.next-bench';

/** Runs a web process on a database for as long as `use` takes. */
export async function withWeb(databaseUrl: string, use: (url: string) => Promise<void>): Promise<void> {
  await buildIfNeeded(BENCH_BUILD_DIR);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'heimdall-bench-'));
  await migrate(databaseUrl, path.join(ROOT, 'prisma', 'migrations'));
  const web = await startProcess('src/cli/web.ts', [], {
    DATABASE_URL: databaseUrl,
    HEIMDALL_DATA_DIR: dataDir,
    HEIMDALL_BUILD_DIR: BENCH_BUILD_DIR,
    HEIMDALL_OPEN_REGISTRATION: 'true',
    HEIMDALL_RATE_LIMITS: 'off',
    PORT: '0',
  });
  await use(web.url);
  await web.stop();
  rmSync(dataDir, { recursive: true });
}

/** Runs an embedded database for as long as `use` takes. */
export async function withEmbeddedDatabase(use: (url: string) => Promise<void>): Promise<void> {
  const socketDir = mkdtempSync(path.join(tmpdir(), 'heimdall-bench-db-'));
  const embedded = await startProcess('tests/support/databaseProcess.ts', ['', socketDir], {});
  await use(embedded.url);
  await embedded.stop();
  rmSync(socketDir, { recursive: true });
}
