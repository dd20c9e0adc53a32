/**
 * `npm run bench -- hostile`: the cost of small hostile repositories for a worker, and the reports of their scans.
 * Prints for each input the seconds of CPU and the peak memory of worker and engine. With TEST_DATABASE_URL it runs on
 * a PostgreSQL server.
 */
import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { startGitServer } from '@tests/support/gitServer';
import { atFetch } from '@tests/support/hostileServers';
import { coverageOf, type RestScan, scanned } from '@tests/support/scans';
import { HOSTILE_INPUTS, type HostileInput } from './hostileInputs';
import { withEmbeddedDatabase, withScanning, withServerDatabase } from './installation';
import { meter, type Usage } from './processMeter';

const PATIENCE_MS = 30 * 60_000;
const adminUrl = process.env.TEST_DATABASE_URL;
const only = process.argv[3];

const served = HOSTILE_INPUTS.map((input, index) => ({ input, name: `hostile${index}.git` }));
const answers = served.flatMap(({ input: { answer }, name }) =>
  answer ? [[`/${name}`, atFetch(answer)] as const] : [],
);
const git = await startGitServer(Object.fromEntries(answers));
const withDatabase = adminUrl
  ? (use: (url: string) => Promise<void>) => withServerDatabase(adminUrl, use)
  : withEmbeddedDatabase;
await withDatabase((databaseUrl) =>
  withScanning(databaseUrl, async (url, workerPid) => {
    const user = await newUser(url);
    for (const { input, name } of served) {
      if (only === undefined || input.name.includes(only)) await measure(user, workerPid, input, name);
    }
  }),
);
await git.stop();

async function measure(user: TestUser, workerPid: number, input: HostileInput, name: string): Promise<void> {
  input.make(git.directory(name), git, name);
  const release = git.hold(name);
  const { id } = await newRepo(user, { remote_url: git.url(name) });
  for (const path of input.allowed ?? []) {
    await user.trpc.suppression.create.mutate({ repoId: id, path, reason: 'hostile' });
  }
  const start = performance.now();
  let scan: RestScan | undefined;
  const usage = await meter(workerPid, async () => {
    release();
    scan = await scanned(user, id, PATIENCE_MS);
  });
  if (!scan) throw new Error('no scan');
  const { limits_hit: limits, skipped } = await coverageOf(user, scan.id);
  const partial = skipped.filter((skip) => skip.cuts_short).map(({ reason, files }) => `${reason}: ${files}`);
  console.log(`\n${input.name}`);
  console.log(`  ${((performance.now() - start) / 1000).toFixed(1)} s; ${describe(usage)}`);
  console.log(`  ${scan.status}, ${scan.complete ? 'complete' : 'partial'}, ${scan.finding_count} findings`);
  for (const line of [scan.error_message, ...limits, ...partial]) if (line) console.log(`  ${line}`);
}

function describe(usage: Usage): string {
  const seconds = `CPU: worker ${usage.workerSeconds.toFixed(1)} s, engine ${usage.engineSeconds.toFixed(1)} s, git ${usage.gitSeconds.toFixed(1)} s`;
  return `${seconds}; peak memory: worker +${usage.workerMegabytes.toFixed(0)} MB, engine ${usage.engineMegabytes.toFixed(0)} MB`;
}
