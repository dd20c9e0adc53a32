import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { inject, type ProvidedContext } from 'vitest';
import { databaseUrl, type ServerTemplate } from './globalSetup';
import { type RunningProcess, startProcess } from './process';

export type TestDatabase = {
  url: string;
  /** Ends the database, as a crash would. */
  takeAway: () => Promise<void>;
  stop: () => Promise<void>;
};

/** The template for new databases. */
export type DatabaseSource = Pick<ProvidedContext, 'template'>;

const injected = (): DatabaseSource => ({ template: inject('template') });

/** A new, migrated database for a test file: on the server of TEST_DATABASE_URL if set, else embedded. */
export async function freshDatabase({ template }: DatabaseSource = injected()): Promise<TestDatabase> {
  return template.kind === 'server'
    ? databaseOnServer(template, template.name)
    : embeddedDatabase(template.host, template.file);
}

/** An empty database. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const { template } = injected();
  return template.kind === 'server'
    ? databaseOnServer(template, 'template1')
    : embeddedDatabase(template.host, template.emptyFile);
}

/** Starts an embedded database in its own process from a dumped data directory, with its socket in a directory. */
export function startEmbedded(file: string, socketDir: string): Promise<RunningProcess> {
  return startProcess(inject('databaseProgram'), [file, socketDir], {});
}

/** A database of databaseHost.ts. */
async function embeddedDatabase(host: string, file: string): Promise<TestDatabase> {
  const socketDir = mkdtempSync(path.join(tmpdir(), 'heimdall-db-'));
  const place = `${host}/?${new URLSearchParams({ file, socketDir })}`;
  const ask = async (method: 'POST' | 'DELETE') => {
    const response = await fetch(place, { method });
    const text = await response.text();
    if (!response.ok) throw new Error(`the host of embedded databases answered ${text}`);
    return text;
  };
  const end = async () => void (await ask('DELETE'));
  return {
    url: await ask('POST'),
    takeAway: end,
    stop: async () => {
      await end();
      rmSync(socketDir, { recursive: true });
    },
  };
}

/** Its name begins with that of the run's template. */
async function databaseOnServer(
  { adminUrl, name: run }: ServerTemplate,
  source: string,
): Promise<TestDatabase> {
  const name = `${run}_${randomUUID().replaceAll('-', '')}`;
  const drop = () => asAdmin(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await asAdmin(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${source}`);
  return { url: databaseUrl(adminUrl, name), takeAway: drop, stop: drop };
}

async function asAdmin(adminUrl: string, sql: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(sql);
  await admin.end();
}
