/**
 * `npm run bench -- short [--keep]`: the calls of `rest` on the usual build. The gate runs it, in less than a minute.
 * The usual build has no empty route, so the ratios are to the refusal of an unknown path.
 * Many short rounds: a machine that slows down for a second then changes few of them.
 */
import { newUser } from '@tests/support/api';
import { withInstallation } from './installation';
import { reportRatios } from './keptRatios';
import { repoLoads, UNSERVED } from './restLoads';
import { measureDatabases, measureLoads, type Ratios } from './restMeasures';

const ROUNDS = { rounds: 12, requests: 96 };

async function measure(title: string, databaseUrl: string): Promise<Ratios> {
  let ratios: Ratios = {};
  await withInstallation(databaseUrl, { withWorker: false }, async (url) => {
    const user = await newUser(url);
    const { who, post, remove } = repoLoads(`session=${user.token}`);
    ratios = await measureLoads(title, url, [UNSERVED, who, post, remove], ROUNDS);
  });
  return ratios;
}

reportRatios('short', await measureDatabases(measure));
