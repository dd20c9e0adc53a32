import { readdirSync } from 'node:fs';
import type { Db } from '@/domain/context';
import type { SchemaFault } from '@/domain/installation/rules';
import { findSchemaFault, joinInstallation } from '@/domain/installation/service';
import type { Env } from './env';
import { keyHolder, keySentence } from './keys';
import { log } from './log';
import { Refusal } from './refusal';
import { singleton } from './singleton';

/** Notes which migrations this version has: where they lie is known to the process, and not to Next's bundles in it. */
export function knowMigrations(directory: string): void {
  singleton('migrations', () => readdirSync(directory).sort());
}

/** What is wrong with the schema of a database; undefined where it is the one that this version knows. */
export async function schemaFaultOf(db: Db): Promise<SchemaFault | undefined> {
  const known = singleton<string[]>('migrations', () => {
    throw new Error('the migrations of this version have not been noted');
  });
  return findSchemaFault(db, known);
}

/**
 * Admits this process to a database. Its schema must be the known one.
 * Its secret key must be this process's key.
 * @param url where people reach Heimdall, for a process that shows this to them
 * @throws Refusal
 */
export async function enterInstallation(db: Db, env: Env, url: string | undefined): Promise<void> {
  const fault = await schemaFaultOf(db);
  if (fault) throw new Refusal(fault.sentence);
  const joined = await joinInstallation(db, { key: keyHolder(env), url, now: new Date() });
  if (joined.problem) throw new Refusal(keySentence(joined.problem, env));
  const { urlBefore } = joined;
  if (url !== undefined && urlBefore !== undefined && urlBefore !== url) {
    log().warn(
      { url, urlBefore },
      'HEIMDALL_URL differs from that of the web process that started before this one; all nodes need the same',
    );
  }
}
