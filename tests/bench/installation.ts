import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RunningProcess, startProcess } from '@tests/support/process';
import pg from 'pg';
import { buildIfNeeded } from '@/cli/build';
import { ROOT } from '@/cli/programs.mjs';
import { migrate } from '@/server/migrations';

/** A separate build. It has an empty route to compare with, and source maps for the scripts. */
export const BENCH_BUILD_DIR = '.next-bench';

/** Runs a web process on a database for as long as `use` takes. */
export function withWeb(databaseUrl: string, use: (url: string) => Promise<void>): Promise<void> {
  return withParts(databaseUrl, { HEIMDALL_BUILD_DIR: BENCH_BUILD_DIR }, ['web'], use);
}

/** Runs the usual build on a database for as long as `use` takes, with a worker or without. `use` gets the web's process id. */
export function withInstallation(
  databaseUrl: string,
  { withWorker }: { withWorker: boolean },
  use: (url: string, webPid: number) => Promise<void>,
): Promise<void> {
  const env = { HEIMDALL_BUILD_DIR: '.next' };
  return withParts(databaseUrl, env, withWorker ? ['web', 'worker'] : ['web'], (url, { web }) =>
    use(url, web),
  );
}

/** Runs the usual build with a worker that scans repositories on loopback. `use` gets the worker's process id. */
export function withScanning(
  databaseUrl: string,
  use: (url: string, workerPid: number) => Promise<void>,
): Promise<void> {
  const env = { HEIMDALL_BUILD_DIR: '.next', HEIMDALL_GIT_ALLOWED_HOSTS: '127.0.0.1' };
  return withParts(databaseUrl, env, ['web', 'worker'], (url, { worker }) => use(url, worker));
}

async function withParts(
  databaseUrl: string,
  env: { HEIMDALL_BUILD_DIR: string } & Record<string, string>,
  names: ['web', ...'worker'[]],
  use: (url: string, pids: { web: number; worker: number }) => Promise<void>,
): Promise<void> {
  await buildIfNeeded(env.HEIMDALL_BUILD_DIR);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'heimdall-bench-'));
  await migrate(databaseUrl, path.join(ROOT, 'prisma', 'migrations'));
  const parts: RunningProcess[] = [];
  try {
    for (const name of names) {
      const settings = {
        DATABASE_URL: databaseUrl,
        HEIMDALL_DATA_DIR: dataDir,
        // The same database is served several times, each time with another data directory.
        HEIMDALL_SECRET_KEY: 'the secret key of all benchmarks',
        HEIMDALL_OPEN_REGISTRATION: 'true',
        HEIMDALL_RATE_LIMITS: 'off',
        PORT: '0',
      };
      parts.push(await startProcess(`src/cli/${name}.ts`, [], { ...settings, ...env }));
    }
    // No process has the id -1.
    const [web = -1, worker = -1] = parts.map(({ child }) => child.pid ?? -1);
    await use(parts[0]?.url ?? '', { web, worker });
  } finally {
    await Promise.all(parts.map((part) => part.stop()));
    rmSync(dataDir, { recursive: true });
  }
}

/** Runs an embedded database as `npm start` does, with its data on disk, for as long as `use` takes. */
export async function withEmbeddedDatabase(use: (url: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'heimdall-bench-db-'));
  const embedded = await startProcess('src/cli/database.ts', [dataDir], {});
  try {
    await use(embedded.url);
  } finally {
    await embedded.stop();
    rmSync(dataDir, { recursive: true });
  }
}

/** Makes a new database on a PostgreSQL server, for as long as `use` takes. */
export async function withServerDatabase(
  adminUrl: string,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  const name = `heimdall_bench_${process.pid}`;
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  try {
    await use(url.href);
  } finally {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}
