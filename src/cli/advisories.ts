/** `heimdall advisories import SOURCE…`: stores advisories in the database, while Heimdall runs or is stopped. */
import { existsSync } from 'node:fs';
import { SourceError } from '@/advisories/item';
import { readSource } from '@/advisories/readSource';
import type { ImportCounts } from '@/domain/advisories/schema';
import { recordSource } from '@/jobs/recordSource';
import { countOf } from '@/lib/format';
import { openDb } from '@/server/db';
import { EnvError, readEnv } from '@/server/env';
import { schemaFaultOf } from '@/server/installation';
import { longDeadlines } from '@/server/pool';
import { StartError } from './explain';
import { openSharedDatabase, runCommand } from './operatorDatabase';

const HELP = `Usage: heimdall advisories import SOURCE...

Stores advisories about packages in the database of DATABASE_URL, or in the embedded one of HEIMDALL_DATA_DIR.
Heimdall may be running meanwhile. Nothing is downloaded.

SOURCE  One of these, by its content:
        an archive of OSV (all.zip of an ecosystem), or any zip of documents in OSV's schema;
        a directory of such documents or archives;
        a checkout of the advisory repositories of GitHub, PyPA, Go or RustSec, or of OpenSSF's malicious packages;
        a file of JSON, with one document, a list or one a line, also packed by gzip; or a document of YAML;
        EPSS scores as CSV, also packed by gzip; or CISA's catalogue of known exploited vulnerabilities as JSON.

What is stored already and has not changed is skipped, so that an interrupted import continues when it is repeated.

Exit code:
  0  all sources were read; documents that could not be used are named
  2  a source could not be read, or the command failed
`;

const INCOMPLETE = 2;
/** How long to wait for the database, as a running Heimdall may be using the embedded one. */
const PATIENCE_MS = 60_000;
/** Progress is a line every few seconds, on a terminal and in a log alike. */
const EVERY_MS = 2_000;

const args = process.argv.slice(3);
if (args.includes('--help') || args.includes('-h')) process.stdout.write(HELP);
else await runCommand(() => importAll(args));

async function importAll([command, ...sources]: string[]): Promise<void> {
  if (command !== 'import') throw misused('Name what to do: heimdall advisories import SOURCE...');
  if (sources.length === 0) throw misused('No SOURCE was given. See heimdall advisories --help.');
  const present = sources.filter(isPresent);
  // A misspelled path must not make an embedded database here.
  if (present.length === 0) return;
  const database = await openSharedDatabase(readEnv());
  const db = openDb(database.url, 2, { ...longDeadlines(), connectMs: PATIENCE_MS });
  try {
    const fault = await schemaFaultOf(db);
    if (fault) throw new EnvError(fault.message);
    for (const source of present) await importOne(db, source);
  } finally {
    await db.$disconnect();
    await database.close();
  }
}

/** Whether a source exists. Says so if not. */
function isPresent(source: string): boolean {
  if (existsSync(source)) return true;
  process.stderr.write(`${source}: There is no such file or directory.\n`);
  process.exitCode = INCOMPLETE;
  return false;
}

function misused(message: string): StartError {
  return new StartError(message, INCOMPLETE);
}

async function importOne(db: ReturnType<typeof openDb>, source: string): Promise<void> {
  const say = (text: string) => void process.stderr.write(`${source}: ${text}\n`);
  try {
    const onProgress = makeProgress(say);
    const { counts, notes } = await recordSource(readSource(source), { db, origin: 'import', onProgress });
    for (const note of notes) say(note);
    process.stdout.write(`${source}: ${wordsOf(counts)}\n`);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    say(reason);
    process.exitCode = INCOMPLETE;
  }
}

/** Why a source could not be read; undefined for a fault that is not about it. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof SourceError) return error.message;
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' && syscall !== 'connect') return 'It was removed meanwhile.';
  return code === 'EACCES' || code === 'EISDIR' || code === 'EIO'
    ? `It can't be read: ${message}.`
    : undefined;
}

function makeProgress(say: (text: string) => void): (counts: ImportCounts) => void {
  let last = Date.now();
  return (counts) => {
    if (Date.now() - last < EVERY_MS) return;
    last = Date.now();
    say(`${wordsOf(counts)} so far`);
  };
}

function wordsOf({ read, changed, removed, refused }: ImportCounts): string {
  const words = [`${countOf(read, 'document')} read`, countOf(changed, 'change')];
  if (removed > 0) words.push(`${removed} removed`);
  if (refused > 0) words.push(`${refused} could not be used`);
  return words.join(', ');
}
