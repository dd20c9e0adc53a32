import { readdirSync } from 'node:fs';
import type { Db } from '@/domain/context';
import type { SchemaFault } from '@/domain/installation/rules';
import { findSchemaFault, joinInstallation } from '@/domain/installation/service';
import type { Env } from './env';
import { keyHolder, keyMessage } from './keys';
import { log } from './log';
import { Refusal } from './refusal';
import { singleton } from './singleton';

/** Records the migrations of this version. The process knows their directory, but Next's bundles do not. */
export function knowMigrations(directory: string): void {
  singleton('migrations', () => readdirSync(directory).sort());
}

/** Returns what is wrong with a database's schema; undefined if it is the schema of this version. */
export async function schemaFaultOf(db: Db): Promise<SchemaFault | undefined> {
  const known = singleton<string[]>('migrations', () => {
    throw new Error('the migrations of this version have not been recorded');
  });
  return findSchemaFault(db, known);
}

/**
 * Checks that the database has this version's schema and this process's secret key.
 * @param url the public address, for a process that shows it to users
 * @throws Refusal
 */
export async function enterInstallation(db: Db, env: Env, url: string | undefined): Promise<void> {
  const fault = await schemaFaultOf(db);
  if (fault) throw new Refusal(fault.message);
  const joined = await joinInstallation(db, { key: keyHolder(env), url, now: new Date() });
  if (joined.problem) throw new Refusal(keyMessage(joined.problem, env));
  const { urlBefore } = joined;
  if (url !== undefined && urlBefore !== undefined && urlBefore !== url) {
    log().warn(
      { url, urlBefore },
      'HEIMDALL_URL differs from that of the web process that started before this one; all nodes need the same',
    );
  }
}
