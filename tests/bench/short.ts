/**
 * `npm run bench -- short [--keep]`: the calls of `rest` on the usual build. The gate runs it, in less than a minute.
 * The usual build has no empty route, so the ratios are to the refusal of an unknown path.
 */
import { newUser } from '@tests/support/api';
import { withEmbeddedDatabase, withInstallation, withServerDatabase } from './installation';
import { reportRatios } from './keptRatios';
import { repoLoads, UNSERVED } from './restLoads';
import { measureLoads, type Ratios } from './restMeasures';

const ROUNDS = { rounds: 3, requests: 250 };

async function measure(title: string, databaseUrl: string): Promise<Ratios> {
  let ratios: Ratios = {};
  await withInstallation(databaseUrl, { withWorker: false }, async (url) => {
    const user = await newUser(url);
    ratios = await measureLoads(title, url, [UNSERVED, ...repoLoads(`session=${user.token}`)], ROUNDS);
  });
  return ratios;
}

const measured: Record<string, Ratios> = {};
const adminUrl = process.env.TEST_DATABASE_URL;
if (adminUrl) {
  await withServerDatabase(adminUrl, async (url) => {
    measured.PostgreSQL = await measure('PostgreSQL', url);
  });
}
await withEmbeddedDatabase(async (url) => {
  measured.embedded = await measure('Embedded database', url);
});
reportRatios('short', measured);
