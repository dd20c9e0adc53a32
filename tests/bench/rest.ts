/**
 * `npm run bench`: what POST + DELETE /api/repos cost, as ratios to an empty route handler of the same build, in one run.
 * The rounds take turns, so that a machine that slows down slows all of them; each ratio is the median of its rounds.
 * TEST_DATABASE_URL adds a PostgreSQL server to the embedded database.
 */
import { newUser } from '@tests/support/api';
import autocannon from 'autocannon';
import { withEmbeddedDatabase, withServerDatabase, withWeb } from './installation';

const CONNECTIONS = 20;
const ROUNDS = 3;
const REQUESTS_A_ROUND = 1000;

type Load = { name: string; requests: autocannon.Request[] };

function loadsOf(cookie: string): Load[] {
  const headers = { cookie, 'content-type': 'application/json' };
  const body = JSON.stringify({ name: 'bench', remote_url: 'https://git.example.com/bench.git' });
  const ids: string[] = [];
  const post: autocannon.Request = {
    method: 'POST',
    path: '/api/repos',
    headers,
    body,
    onResponse: (status, text) => {
      if (status !== 201) throw new Error(`POST answered ${status}: ${text}`);
      ids.push(JSON.parse(text).data.id);
    },
  };
  const remove: autocannon.Request = {
    method: 'DELETE',
    setupRequest: (request) => ({ ...request, headers: { cookie }, path: `/api/repos/${ids.pop()}` }),
    onResponse: (status, text) => {
      if (status !== 200) throw new Error(`DELETE answered ${status}: ${text}`);
    },
  };
  const empty = (method: 'POST' | 'DELETE'): autocannon.Request => ({
    method,
    path: '/api/empty',
    headers,
    body: method === 'POST' ? body : undefined,
  });
  return [
    { name: 'empty route handler', requests: [empty('POST'), empty('DELETE')] },
    {
      name: 'a body in and out, nothing else',
      requests: [{ method: 'PUT', path: '/api/empty', headers, body }],
    },
    {
      name: 'GET /api/auth/me (who asks, one row)',
      requests: [{ method: 'GET', path: '/api/auth/me', headers }],
    },
    { name: 'POST /api/repos', requests: [post] },
    { name: 'DELETE /api/repos/{id}', requests: [remove] },
    { name: 'POST + DELETE /api/repos', requests: [post, remove] },
  ];
}

/** Requests a second, up to the last answer: the load generator itself only looks at its clock once a second. */
async function run(url: string, { name, requests }: Load): Promise<number> {
  const start = performance.now();
  let end = start;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const options = { url, connections: CONNECTIONS, amount: REQUESTS_A_ROUND, requests };
    const load = autocannon(options, (error, done) => (error ? reject(error) : resolve(done)));
    load.on('response', () => {
      end = performance.now();
    });
  });
  if (result.errors > 0 || result['2xx'] !== REQUESTS_A_ROUND)
    throw new Error(`${name}: not every request succeeded`);
  return REQUESTS_A_ROUND / ((end - start) / 1000);
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function measure(title: string, url: string): Promise<void> {
  const user = await newUser(url);
  const loads = loadsOf(`session=${user.token}`);
  const speeds = loads.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, load] of loads.entries()) {
      const speed = await run(url, load);
      // The first round warms everything up.
      if (round > 0) speeds[index]?.push(speed);
    }
  }

  console.log(
    `\n${title}, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${REQUESTS_A_ROUND} requests each`,
  );
  const base = speeds[0] ?? [];
  for (const [index, { name }] of loads.entries()) {
    const own = speeds[index] ?? [];
    const ratio = median(own.map((speed, round) => speed / (base[round] ?? Number.NaN)));
    const micros = 1e6 / median(own) - 1e6 / median(base);
    console.log(
      `${name.padEnd(38)} ${ratio.toFixed(2)}  ${median(own).toFixed(0).padStart(6)}/s  +${micros.toFixed(0)} µs`,
    );
  }
}

await withEmbeddedDatabase((databaseUrl) => withWeb(databaseUrl, (url) => measure('Embedded database', url)));

const adminUrl = process.env.TEST_DATABASE_URL;
if (adminUrl) {
  await withServerDatabase(adminUrl, (databaseUrl) =>
    withWeb(databaseUrl, (url) => measure('PostgreSQL', url)),
  );
}
