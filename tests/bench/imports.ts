/**
 * `npm run bench -- imports [--results N]`: imports of results, compared with a COPY of the rows that they make.
 * It also measures the worker's memory, which must not grow with the document.
 * TEST_DATABASE_URL adds a PostgreSQL server to the embedded database.
 */
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { importOver, uploadSarif } from '@tests/support/imports';
import { connectTo } from '@tests/support/rows';
import { resultAt, sarifOf } from '@tests/support/sarif';
import type pg from 'pg';
import { from, to } from 'pg-copy-streams';
import { withEmbeddedDatabase, withScanning, withServerDatabase } from './installation';
import { meter, type Usage } from './processMeter';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { results: { type: 'string', default: '100000' } },
});

const RESULTS = Number(values.results);
const PATIENCE_MS = 1_800_000;

/** As large as results of real tools, with a flow of two steps. */
function documentOf(results: number): string {
  const step = (uri: string, line: number, text: string) => ({
    location: {
      physicalLocation: { artifactLocation: { uri }, region: { startLine: line } },
      message: { text },
    },
  });
  const all = Array.from({ length: results }, (_, at) =>
    resultAt(`src/team-${at % 400}/file-${at % 9_000}.ts`, 1 + (at % 1_000), {
      ruleId: `rule-${at % 50}`,
      message: {
        text: `The value ${at} flows from a request to a statement, and is not checked on its way.`,
      },
      partialFingerprints: { 'lineHash/v1': `${at.toString(16)}:1` },
      codeFlows: [
        {
          threadFlows: [
            { locations: [step('src/in.ts', 1, 'a parameter'), step('src/out.ts', 9, 'a statement')] },
          ],
        },
      ],
    }),
  );
  return JSON.stringify(sarifOf(all));
}

type Imported = { repoId: string; seconds: number; usage: Usage; megabytes: number };

async function importOnce(
  url: string,
  user: TestUser,
  workerPid: number,
  results: number,
): Promise<Imported> {
  const { id: repoId } = await newRepo(user, { source_type: 'github', remote_url: null });
  const document = documentOf(results);
  let seconds = 0;
  const usage = await meter(workerPid, async () => {
    const { data } = await uploadSarif(url, user, repoId, document);
    const over = await importOver(user, data.id, PATIENCE_MS);
    if (over.finding_count !== results)
      throw new Error(`${over.finding_count} findings: ${over.error_message}`);
    seconds = (Date.parse(String(over.completed_at)) - Date.parse(String(over.started_at))) / 1000;
  });
  return { repoId, seconds, usage, megabytes: document.length / 1024 / 1024 };
}

/** The tables whose rows an import makes. Their copies have the same indexes. */
const TABLES = {
  findings: 'SELECT * FROM findings WHERE repo_id = $1',
  finding_events:
    'SELECT e.* FROM finding_events e JOIN findings f ON f.id = e.finding_id WHERE f.repo_id = $1',
  finding_texts: 'SELECT * FROM finding_texts WHERE repo_id = $1',
};

/** The seconds of a COPY of the rows; on the embedded database, which accepts none, of an INSERT. */
async function copySeconds(db: pg.Client, repoId: string, isEmbedded: boolean): Promise<number> {
  let seconds = 0;
  for (const [table, rows] of Object.entries(TABLES)) {
    const query = rows.replace('$1', `'${repoId}'`);
    await db.query(
      `DROP TABLE IF EXISTS copied; CREATE TABLE copied (LIKE ${table} INCLUDING ALL EXCLUDING GENERATED)`,
    );
    const chunks: Buffer[] = [];
    if (!isEmbedded) for await (const chunk of db.query(to(`COPY (${query}) TO STDOUT`))) chunks.push(chunk);
    const begun = performance.now();
    if (isEmbedded) await db.query(`INSERT INTO copied ${query}`);
    else await pipeline(chunks, db.query(from('COPY copied FROM STDIN')));
    seconds += (performance.now() - begun) / 1000;
  }
  return seconds;
}

async function measure(title: string, databaseUrl: string, isEmbedded: boolean): Promise<void> {
  await withScanning(databaseUrl, async (url, workerPid) => {
    const user = await newUser(url);
    const db = await connectTo(databaseUrl);
    console.log(`\n${title}`);
    for (const results of [RESULTS / 10, RESULTS, RESULTS]) {
      const { repoId, seconds, usage, megabytes } = await importOnce(url, user, workerPid, results);
      const copied = await copySeconds(db, repoId, isEmbedded);
      console.log(
        `${(seconds / copied).toFixed(2).padStart(6)}  ${results} results (${megabytes.toFixed(0)} MiB): ` +
          `${seconds.toFixed(1)} s, ${isEmbedded ? 'INSERT' : 'COPY'} ${copied.toFixed(1)} s; ` +
          `worker ${usage.workerSeconds.toFixed(1)} s of CPU, ${usage.workerMegabytes.toFixed(0)} MB over idle`,
      );
    }
    await db.end();
  });
}

const adminUrl = process.env.TEST_DATABASE_URL;
if (adminUrl) await withServerDatabase(adminUrl, (url) => measure('PostgreSQL', url, false));
else console.log('TEST_DATABASE_URL names no PostgreSQL server: only the embedded database is measured.');
await withEmbeddedDatabase((url) => measure('Embedded database', url, true));
