import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { buildIfNeeded } from '@/cli/build';
import { ROOT } from '@/cli/programs.mjs';
import { serveSession } from '@/server/embedded/database';
import { migrate } from '@/server/migrations';
import { startProcess } from './process';
import { bundlePrograms } from './programs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The source of each test file's database. */
    template: Template;
    /** The bundled program of an embedded database in memory: databaseProcess.ts. */
    databaseProgram: string;
  }
}

/**
 * Dumped data directories for embedded databases and the URL of their host, databaseHost.ts; or a database of the
 * PostgreSQL server of TEST_DATABASE_URL.
 */
export type Template =
  | { kind: 'embedded'; file: string; emptyFile: string; host: string }
  | { kind: 'server'; adminUrl: string; name: string };

const MIGRATIONS = path.join(ROOT, 'prisma', 'migrations');

/** Builds the programs, and migrates one database that every test file gets a copy of. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await buildIfNeeded();
  const adminUrl = process.env.TEST_DATABASE_URL;
  const programs = await bundlePrograms(['databaseHost', 'databaseProcess']);
  project.provide('databaseProgram', programs.fileOf('databaseProcess'));
  const hostProgram = programs.fileOf('databaseHost');
  const { template, remove } = adminUrl
    ? await templateOnServer(adminUrl)
    : await embeddedTemplate(hostProgram);
  project.provide('template', template);
  return async () => {
    await remove();
    programs.remove();
  };
}

async function embeddedTemplate(
  hostProgram: string,
): Promise<{ template: Template; remove: () => Promise<void> }> {
  const directory = mkdtempSync(path.join(tmpdir(), 'heimdall-template-'));
  // Compiles its WebAssembly once and plainly, as it is only used here.
  setFlagsFromString('--liftoff-only');
  const session = await PGlite.create();
  const dump = async (name: string) => {
    const file = path.join(directory, name);
    writeFileSync(file, Buffer.from(await (await session.dumpDataDir('none')).arrayBuffer()));
    return file;
  };
  const emptyFile = await dump('empty.tar');
  const fail = (error: unknown) => {
    throw error;
  };
  const served = await serveSession(session, directory, { onFault: fail, onUpkeepFault: fail });
  await migrate(served.url, MIGRATIONS);
  const file = await dump('template.tar');
  await served.close();
  // Without flags: code that serves many databases is worth optimizing.
  const host = await startProcess(hostProgram, [], {}, undefined, []);
  return {
    template: { kind: 'embedded', file, emptyFile, host: host.url },
    remove: async () => {
      await host.stop();
      rmSync(directory, { recursive: true });
    },
  };
}

async function templateOnServer(
  adminUrl: string,
): Promise<{ template: Template; remove: () => Promise<void> }> {
  const name = `heimdall_template_${process.pid}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await migrate(databaseUrl(adminUrl, name), MIGRATIONS);
  const remove = async () => {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  };
  return { template: { kind: 'server', adminUrl, name }, remove };
}

export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}
