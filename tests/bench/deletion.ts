/**
 * `npm run bench -- deletion [--findings N] [--embedded-findings N]`: measures the cost of deleting a repository.
 * It runs on the embedded database and, if TEST_DATABASE_URL is set, on a PostgreSQL server.
 *
 * It measures on each database, in one run:
 * - how long DELETE takes to answer
 * - how long the purge takes, compared with a raw SQL cascade and with a tenth of the rows
 * - how long other requests wait during a purge
 */
import { parseArgs } from 'node:util';
import { measureDeletion } from './deletionMeasures';
import { withEmbeddedDatabase, withServerDatabase } from './installation';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    findings: { type: 'string', default: '1000000' },
    'embedded-findings': { type: 'string', default: '1000000' },
  },
});

const adminUrl = process.env.TEST_DATABASE_URL;
if (adminUrl) {
  await withServerDatabase(adminUrl, (url) =>
    measureDeletion('PostgreSQL', url, { findings: Number(values.findings), embedded: false }),
  );
} else console.log('TEST_DATABASE_URL names no PostgreSQL server: only the embedded database is measured.');

await withEmbeddedDatabase((url) =>
  measureDeletion('Embedded database', url, {
    findings: Number(values['embedded-findings']),
    embedded: true,
  }),
);
