/**
 * `npm run bench -- deletion [--findings N] [--embedded-findings N]`: what deleting a repository of any size costs, on
 * the embedded database and, where TEST_DATABASE_URL names one, on a PostgreSQL server.
 *
 * Of each database, in one run: how long DELETE takes to answer; how long the whole purge takes beside the same rows
 * deleted by one raw SQL cascade, and beside a tenth of them; and what other requests wait while one goes on.
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
