/**
 * `npm run bench -- web`: the gzipped JavaScript that the repositories page loads before it is ready, by package.
 * Also how long the page takes with many repositories, compared with one full page of them.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';
import { newRepo, newUser } from '@tests/support/api';
import { startBrowser } from '@tests/support/browser';
import { insertRepos } from '@tests/support/repoRows';
import { connectTo } from '@tests/support/rows';
import { ROOT } from '@/cli/programs.mjs';
import { BENCH_BUILD_DIR, withEmbeddedDatabase, withWeb } from './installation';
import { quantile } from './otherRequests';

/** The limit for the page, in bytes. */
const BUDGET = 180_000;
const CONTRIBUTORS_SHOWN = 12;

/** As many repositories as one page shows, and many. */
const FULL = 50;
const MANY = 1_500;
const ROUNDS = 20;

type Script = { code: string; map: TraceMap };

/** The scripts that the page loads, for a user with a repository. */
async function scriptsOf(url: string): Promise<Script[]> {
  const user = await newUser(url);
  await newRepo(user);
  const { page, stop } = await startBrowser(url);
  await page.context().addCookies([{ name: 'session', value: user.token, url }]);
  const bodies: Promise<Script>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    bodies.push(response.text().then(readScript));
  });
  await page.goto(`${url}/repos`, { waitUntil: 'networkidle' });
  const scripts = await Promise.all(bodies);
  await stop();
  return scripts;
}

/** A script without the comment that names its source map, which only this build has. */
function readScript(text: string): Script {
  const [code = '', mapName = ''] = text.split(/\n\/\/# sourceMappingURL=/);
  const file = path.join(ROOT, BENCH_BUILD_DIR, 'static', 'chunks', mapName.trim());
  return { code, map: new TraceMap(readFileSync(file, 'utf8')) };
}

/** The number of a script's characters by package. */
function contributions({ code, map }: Script): Map<string, number> {
  const starts = lineStarts(code);
  const marks: { offset: number; source: string | null }[] = [];
  eachMapping(map, ({ generatedLine, generatedColumn, source }) => {
    marks.push({ offset: (starts[generatedLine - 1] ?? 0) + generatedColumn, source });
  });
  const shares = new Map<string, number>();
  for (const [index, { offset, source }] of marks.entries()) {
    const end = marks[index + 1]?.offset ?? code.length;
    const owner = packageOf(source);
    shares.set(owner, (shares.get(owner) ?? 0) + end - offset);
  }
  return shares;
}

function lineStarts(code: string): number[] {
  return [0, ...[...code.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

/** Next contains copies of React, which are listed separately. */
function packageOf(source: string | null): string {
  if (source === null) return '(glue between modules)';
  const compiled = /next\/dist\/compiled\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1];
  if (compiled) return `next: ${compiled}`;
  const installed = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1];
  return installed ?? (source.includes('/src/') ? 'heimdall' : '(glue between modules)');
}

async function measure(url: string): Promise<void> {
  const scripts = await scriptsOf(url);
  const total = scripts.reduce((sum, { code }) => sum + gzipSync(code).length, 0);
  const shares = new Map<string, number>();
  for (const script of scripts) {
    const ownShares = contributions(script);
    const characters = [...ownShares.values()].reduce((sum, share) => sum + share, 0);
    for (const [owner, share] of ownShares) {
      const gzipped = (share / characters) * gzipSync(script.code).length;
      shares.set(owner, (shares.get(owner) ?? 0) + gzipped);
    }
  }
  console.log(`\nFirst-load JavaScript of /repos: ${kilobytes(total)} gzipped in ${scripts.length} scripts`);
  console.log(`${(total / BUDGET).toFixed(3)} of the budget of ${kilobytes(BUDGET)}\n`);
  const largest = [...shares].sort(([, a], [, b]) => b - a).slice(0, CONTRIBUTORS_SHOWN);
  for (const [owner, bytes] of largest) console.log(`${kilobytes(bytes).padStart(9)}  ${owner}`);
}

/** How long the server takes for the first page of the list. Both sizes take turns, so that a slow moment affects both. */
async function measureFirstPage(url: string, databaseUrl: string): Promise<void> {
  const db = await connectTo(databaseUrl);
  const pageOf = async (count: number) => {
    const { id, token } = await newUser(url);
    await insertRepos(db, id, count);
    return async () => {
      const begun = performance.now();
      await (await fetch(`${url}/repos`, { headers: { cookie: `session=${token}` } })).text();
      return performance.now() - begun;
    };
  };
  const [full, many] = [await pageOf(FULL), await pageOf(MANY)];
  const times: { full: number[]; many: number[] } = { full: [], many: [] };
  for (let round = 0; round < ROUNDS; round++) {
    times.full.push(await full());
    times.many.push(await many());
  }
  await db.end();
  const ratio = quantile(times.many, 0.5) / quantile(times.full, 0.5);
  console.log(
    `\nThe first page of ${MANY} repositories takes ${ratio.toFixed(2)} times as long as that of ${FULL}`,
  );
  console.log(
    `(medians: ${quantile(times.many, 0.5).toFixed(0)} and ${quantile(times.full, 0.5).toFixed(0)} ms)`,
  );
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

await withEmbeddedDatabase((databaseUrl) =>
  withWeb(databaseUrl, async (url) => {
    await measure(url);
    await measureFirstPage(url, databaseUrl);
  }),
);
