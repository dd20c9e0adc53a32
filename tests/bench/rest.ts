/**
 * `npm run bench [-- rest] [--keep]`: the cost of POST + DELETE /api/repos. It is a ratio to an empty route handler of
 * the same build, in the same run. TEST_DATABASE_URL adds a PostgreSQL server to the embedded database.
 */
import { newUser } from '@tests/support/api';
import { withWeb } from './installation';
import { reportRatios } from './keptRatios';
import { emptyLoads, repoLoads, UNSERVED } from './restLoads';
import { measureDatabases, measureLoads, type Ratios } from './restMeasures';

const ROUNDS = { rounds: 3, requests: 1000 };

async function measure(title: string, databaseUrl: string): Promise<Ratios> {
  let ratios: Ratios = {};
  await withWeb(databaseUrl, async (url) => {
    const user = await newUser(url);
    const [base, ...more] = emptyLoads();
    const loads = [...more, UNSERVED, ...Object.values(repoLoads(`session=${user.token}`))];
    ratios = await measureLoads(title, url, [base, ...loads], ROUNDS);
  });
  return ratios;
}

reportRatios('rest', await measureDatabases(measure));
