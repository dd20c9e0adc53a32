import autocannon from 'autocannon';
import { withEmbeddedDatabase, withServerDatabase } from './installation';
import type { Load } from './restLoads';

const CONNECTIONS = 16;

export type Rounds = { rounds: number; requests: number };
/** A load's requests per second as a ratio to the first load's, by the load's name. */
export type Ratios = Record<string, number>;

/**
 * Measures loads in turns, so that a machine that slows down slows all of them. Prints the result of each.
 * @param base the load that the others are compared with
 * @returns of each other load the median of its rounds' ratios
 */
export async function measureLoads(
  title: string,
  url: string,
  [base, ...others]: [Load, ...Load[]],
  { rounds, requests }: Rounds,
): Promise<Ratios> {
  const loads = [base, ...others];
  const speeds = loads.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, load] of loads.entries()) {
      const speed = await run(url, load, requests);
      // The first round warms everything up.
      if (round > 0) speeds[index]?.push(speed);
    }
  }

  console.log(`\n${title}, ${CONNECTIONS} connections, ${rounds} rounds of ${requests} requests each`);
  const ratios: Ratios = {};
  const baseSpeeds = speeds[0] ?? [];
  for (const [index, { name }] of loads.entries()) {
    const own = speeds[index] ?? [];
    const ratio = median(own.map((speed, round) => speed / (baseSpeeds[round] ?? Number.NaN)));
    const micros = 1e6 / median(own) - 1e6 / median(baseSpeeds);
    console.log(
      `${name.padEnd(38)} ${ratio.toFixed(2)}  ${median(own).toFixed(0).padStart(6)}/s  +${micros.toFixed(0)} µs`,
    );
    if (index > 0) ratios[name] = ratio;
  }
  return ratios;
}

/**
 * Measures on the embedded database, and on a server if TEST_DATABASE_URL names one.
 * @returns the ratios by database
 */
export async function measureDatabases(
  measure: (title: string, databaseUrl: string) => Promise<Ratios>,
): Promise<Record<string, Ratios>> {
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
  return measured;
}

/**
 * Requests per second, up to the last answer: the load generator itself reports its end up to a second later.
 * @throws Error if a request is not answered
 */
async function run(url: string, { name, requests }: Load, amount: number): Promise<number> {
  const start = performance.now();
  let answers = 0;
  await new Promise<void>((resolve, reject) => {
    const unanswered = () => reject(new Error(`${name}: not every request was answered`));
    const load = autocannon({ url, connections: CONNECTIONS, amount, requests }, unanswered);
    load.on('reqError', unanswered);
    load.on('response', () => {
      answers += 1;
      if (answers === amount) resolve();
    });
  });
  return amount / ((performance.now() - start) / 1000);
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
