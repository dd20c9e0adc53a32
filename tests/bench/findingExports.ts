import type { TestUser } from '@tests/support/api';
import { quantile } from './otherRequests';
import { residentMegabytes } from './processMeter';

const FORMATS = ['csv', 'json', 'sarif', 'html'] as const;
const SAMPLE_MS = 200;
/** In the first part of an export, the process reaches its usual size. */
const FIRST_SHARE = 0.2;

/** Exports all findings of a user in each format. Prints the time, and the memory of the end less that of the beginning. */
export async function measureExports(url: string, user: TestUser, webPid: number): Promise<void> {
  console.log('\nExports of all findings: time, size, and memory of the web process');
  for (const format of FORMATS) console.log(await measure(url, user, webPid, format));
}

type Sample = { seconds: number; resident: number };

async function measure(url: string, user: TestUser, webPid: number, format: string): Promise<string> {
  const idle = residentMegabytes(webPid);
  const samples: Sample[] = [];
  const others: number[] = [];
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1_000;
  let isOver = false;
  const timer = setInterval(
    () => samples.push({ seconds: seconds(), resident: residentMegabytes(webPid) }),
    SAMPLE_MS,
  );
  const watching = watchOthers(user, others, () => isOver);
  const bytes = await download(`${url}/api/findings/export?format=${format}`, user);
  isOver = true;
  clearInterval(timer);
  const all = seconds();
  await watching;
  const isFirst = (sample: Sample) => sample.seconds < all * FIRST_SHARE;
  const first = peak(samples.filter(isFirst));
  const rest = peak(samples.filter((sample) => !isFirst(sample)));
  const memory = `idle ${idle.toFixed(0)}, first fifth ${first.toFixed(0)}, then ${rest.toFixed(0)} MB`;
  const growth = `${(rest - first).toFixed(0).padStart(6)} MB`;
  const meanwhile = `a page of the list meanwhile: p95 ${quantile(others, 0.95).toFixed(0)} ms`;
  return `${growth}  ${format.padEnd(5)} ${all.toFixed(0)} s, ${(bytes / 1e6).toFixed(0)} MB; ${memory}; ${meanwhile}`;
}

/** What other requests of the same process take. */
async function watchOthers(user: TestUser, times: number[], isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const start = performance.now();
    await user.ask('GET', '/api/findings?limit=50');
    times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
  }
}

async function download(address: string, { token }: TestUser): Promise<number> {
  const response = await fetch(address, { headers: { cookie: `session=${token}` } });
  if (response.status !== 200 || !response.body) throw new Error(`${address} answered ${response.status}`);
  let bytes = 0;
  for await (const chunk of response.body) bytes += (chunk as Uint8Array).length;
  return bytes;
}

function peak(samples: readonly Sample[]): number {
  return Math.max(0, ...samples.map(({ resident }) => resident));
}
