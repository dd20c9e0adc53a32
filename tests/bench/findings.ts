/**
 * `npm run bench -- findings [--findings N] [--embedded-findings N]`: lists of findings, the overview and exports.
 * It measures the server time of the first two, and the memory of exports.
 * A user with a million findings is compared with one who has a thousand, in the same database and run.
 * TEST_DATABASE_URL adds a PostgreSQL server to the embedded database.
 */
import { parseArgs } from 'node:util';
import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { connectTo } from '@tests/support/rows';
import { measureExports } from './findingExports';
import { fillWithFindings } from './findingRows';
import { withEmbeddedDatabase, withInstallation, withServerDatabase } from './installation';
import { quantile } from './otherRequests';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    findings: { type: 'string', default: '1000000' },
    'embedded-findings': { type: 'string', default: '1000000' },
  },
});

const FEW = 1_000;
const REPOS = 10;
const ROUNDS = 100;

/**
 * Requests by their names. The last searches have few matches, or none.
 * A limit is so small that both users' pages are full: rows shown cost the same, however many there are.
 */
const REQUESTS: Record<string, string> = {
  'first page': '/api/findings?limit=50',
  'open and confirmed': '/api/findings?limit=50&status=open&status=confirmed',
  'critical, of any status': '/api/findings?limit=5&severity=critical',
  newest: '/api/findings?limit=50&sort=newest',
  'by path': '/api/findings?limit=50&sort=path',
  'last seen': '/api/findings?limit=50&sort=last_seen',
  'page and facets': '/api/findings?limit=50&facets=true',
  'facets, filtered': '/api/findings?limit=1&severity=high&in_tree=true&facets=true',
  'search, common': '/api/findings?limit=50&q=password',
  'search, rare': '/api/findings?limit=2&q=key_143',
  'search, no match': '/api/findings?limit=50&q=nowhere-to-be-found',
  'search and facets': '/api/findings?limit=20&q=key_12&facets=true',
  overview: '/api/overview',
};

async function measure(title: string, databaseUrl: string, many: number): Promise<void> {
  await withInstallation(databaseUrl, { withWorker: false }, async (url, webPid) => {
    const db = await connectTo(databaseUrl);
    const users: TestUser[] = [];
    for (const findings of [FEW, many]) {
      const user = await newUser(url);
      for (let repo = 0; repo < REPOS; repo++) {
        const { id } = await newRepo(user, { name: `repo ${repo}`, source_type: 'github', remote_url: null });
        await fillWithFindings(db, id, findings / REPOS, repo * findings);
      }
      users.push(user);
    }
    // As a server does by itself after such inserts.
    await db.query('VACUUM ANALYZE');
    await db.end();
    console.log(
      `\n${title}: ${many} findings compared with ${FEW}, in ${REPOS} repositories, ${ROUNDS} rounds`,
    );
    for (const [name, path] of Object.entries(REQUESTS)) console.log(await compare(name, path, users));
    const owner = users.at(-1);
    if (owner) await measureExports(url, owner, webPid);
  });
}

/** Both users' requests in turns, so that a machine that slows down slows both. */
async function compare(name: string, path: string, users: readonly TestUser[]): Promise<string> {
  const times = users.map((): number[] => []);
  const rows = users.map(() => 0);
  for (let round = -10; round < ROUNDS; round++) {
    for (const [index, user] of users.entries()) {
      const start = performance.now();
      const { status, data } = await user.ask('GET', path);
      if (status !== 200) throw new Error(`${path} answered ${status}`);
      rows[index] = Array.isArray(data.items) ? data.items.length : 0;
      // The first rounds warm everything up.
      if (round >= 0) times[index]?.push(performance.now() - start);
    }
  }
  if (rows[0] !== rows[1]) throw new Error(`${path} gave pages of ${rows.join(' and ')} findings`);
  const [few = 0, many = 0] = times.map((own) => quantile(own, 0.95));
  const [fewUsual = 0, manyUsual = 0] = times.map((own) => quantile(own, 0.5));
  const usual = `median ${fewUsual.toFixed(1)} and ${manyUsual.toFixed(1)} ms`;
  return `${(many / few).toFixed(2).padStart(6)}  ${name.padEnd(26)} p95 ${few.toFixed(1)} and ${many.toFixed(1)} ms, ${usual}`;
}

const adminUrl = process.env.TEST_DATABASE_URL;
if (adminUrl) {
  await withServerDatabase(adminUrl, (url) => measure('PostgreSQL', url, Number(values.findings)));
} else console.log('TEST_DATABASE_URL names no PostgreSQL server: only the embedded database is measured.');
await withEmbeddedDatabase((url) => measure('Embedded database', url, Number(values['embedded-findings'])));
