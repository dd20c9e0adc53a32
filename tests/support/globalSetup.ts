import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { buildIfNeeded, MIGRATIONS } from '@/cli/build';
import { migrate } from '@/server/migrations';
import { embeddedTemplates } from './embeddedTemplates';
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
 * Dumped data directories for embedded databases, and the URL of their host, databaseHost.ts.
 * Or a database of the PostgreSQL server of TEST_DATABASE_URL.
 */
export type Template = { kind: 'embedded'; file: string; emptyFile: string; host: string } | ServerTemplate;
export type ServerTemplate = { kind: 'server'; adminUrl: string; name: string };

/** Builds the programs, and migrates one database that every test file gets a copy of. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await buildIfNeeded();
  const adminUrl = process.env.TEST_DATABASE_URL;
  const programs = await bundlePrograms(['databaseHost', 'databaseProcess']);
  project.provide('databaseProgram', programs.fileOf('databaseProcess'));
  const hostProgram = programs.fileOf('databaseHost');
  const { template, remove } = adminUrl
    ? await templateOnServer(adminUrl, project.name)
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
  const { file, emptyFile } = await embeddedTemplates();
  // Without flags: code that serves many databases is worth optimizing.
  const host = await startProcess(hostProgram, [], {}, undefined, []);
  return {
    template: { kind: 'embedded', file, emptyFile, host: host.url },
    remove: host.stop,
  };
}

async function templateOnServer(
  adminUrl: string,
  project: string,
): Promise<{ template: Template; remove: () => Promise<void> }> {
  const name = `heimdall_${project}_${process.pid}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await migrate(databaseUrl(adminUrl, name), MIGRATIONS);
  const remove = async () => {
    // Also of databases that test files keep until the end.
    const ours = `SELECT datname FROM pg_database WHERE datname = $1 OR starts_with(datname, $1 || '_')`;
    const { rows } = await admin.query(ours, [name]);
    for (const { datname } of rows) await admin.query(`DROP DATABASE ${datname} WITH (FORCE)`);
    await admin.end();
  };
  return { template: { kind: 'server', adminUrl, name }, remove };
}

export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}
