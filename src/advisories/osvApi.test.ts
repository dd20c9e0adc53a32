import { osvOf } from '@tests/support/osvDocuments';
import { type OsvServer, startOsvServer } from '@tests/support/osvServer';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { resolveHost } from '@/git/address';
import { type Host, type HostOptions, openHost } from './host';
import { fetchAdvisories, listAdvisories } from './osvApi';

let server: OsvServer;
let host: Host;
const options: HostOptions = {
  policy: { allowPrivate: false, allowedHosts: ['127.0.0.1'] },
  resolve: resolveHost,
  signal: new AbortController().signal,
  pauseMs: 5,
  silenceMs: 400,
  answerMs: 600,
};
beforeEach(async () => {
  server = await startOsvServer();
  host = await openHost(server.url, options);
});
afterEach(async () => {
  await host.close();
  await server.stop();
});

function add(...documents: Record<string, unknown>[]): void {
  for (const document of documents) server.documents.set(String(document.id), document);
}

async function idsOf(keys: string[]) {
  const { found, refused } = await listAdvisories(host, keys);
  return {
    found: Object.fromEntries([...found].map(([key, ids]) => [key, [...ids.keys()].sort()])),
    refused,
  };
}

it('lists by pages, each package with its own', async () => {
  add(...Array.from({ length: 5 }, (_, at) => osvOf(`GHSA-${at}`, 'many')), osvOf('GHSA-x', 'one'));
  server.pageSize = 2;
  expect(await idsOf(['npm/many', 'npm/one', 'npm/none'])).toEqual({
    found: {
      'npm/many': ['GHSA-0', 'GHSA-1', 'GHSA-2', 'GHSA-3', 'GHSA-4'],
      'npm/one': ['GHSA-x'],
      'npm/none': [],
    },
    refused: [],
  });
  expect(server.asked).toEqual(['querybatch 3', 'querybatch 1', 'querybatch 1']);
});

it('keeps names with slashes and colons', async () => {
  add(
    osvOf('GO-1', 'golang.org/x/net', { ecosystem: 'Go' }),
    osvOf('GHSA-m', 'a.b:c', { ecosystem: 'Maven' }),
  );
  const { found } = await idsOf(['Go/golang.org/x/net', 'Maven/a.b:c']);
  expect(found).toEqual({ 'Go/golang.org/x/net': ['GO-1'], 'Maven/a.b:c': ['GHSA-m'] });
});

it('sends at most a thousand queries at once', async () => {
  await listAdvisories(
    host,
    Array.from({ length: 2_300 }, (_, at) => `npm/p${at}`),
  );
  expect(server.asked).toEqual(['querybatch 1000', 'querybatch 1000', 'querybatch 300']);
});

it('isolates a query that is refused', async () => {
  add(osvOf('GHSA-a', 'p3'), osvOf('GHSA-b', 'p9'));
  server.badNames.add('p5');
  const { found, refused } = await idsOf(Array.from({ length: 16 }, (_, at) => `npm/p${at}`));
  expect(refused).toEqual(['npm/p5']);
  expect(Object.keys(found)).toHaveLength(15);
  expect(found).toMatchObject({ 'npm/p3': ['GHSA-a'], 'npm/p9': ['GHSA-b'] });
  expect(server.asked).toHaveLength(9);
});

it('does not isolate any number of queries that are refused', async () => {
  const keys = Array.from({ length: 1_000 }, (_, at) => `npm/p${at}`);
  for (const key of keys) server.badNames.add(key.slice(4));
  const { found, refused } = await idsOf([...keys, 'npm/good']);
  expect(refused.toSorted()).toEqual(keys.toSorted());
  expect(Object.keys(found)).toEqual(['npm/good']);
  expect(server.asked.length).toBeLessThan(100);
});

it('asks again after 429, 5xx and silence', async () => {
  add(osvOf('GHSA-a', 'left'));
  server.troubles.push({ status: 429, headers: { 'retry-after': '1' } }, { status: 503 }, 'silence');
  const began = Date.now();
  expect((await idsOf(['npm/left'])).found).toEqual({ 'npm/left': ['GHSA-a'] });
  expect(server.asked).toHaveLength(4);
  // It waited as long as it was asked to.
  expect(Date.now() - began).toBeGreaterThan(950);
});

it('asks again after an answer that trickles without an end, and gives up in the end', async () => {
  add(osvOf('GHSA-a', 'left'));
  server.troubles.push('trickle');
  expect((await idsOf(['npm/left'])).found).toEqual({ 'npm/left': ['GHSA-a'] });
  expect(server.asked).toHaveLength(2);
  const own = await openHost(server.url, { ...options, attempts: 2, answerMs: 100 });
  server.troubles.push('trickle', 'trickle');
  await expect(listAdvisories(own, ['npm/left'])).rejects.toThrow(/did not answer in time/);
  server.troubles.push('trickle', 'trickle');
  const fetching = fetchAdvisories(own, ['GHSA-a']).next();
  await expect(fetching).rejects.toThrow(/did not answer in time/);
  expect(server.asked).toHaveLength(6);
  await own.close();
});

it('fails after several attempts, with the reason', async () => {
  server.troubles.push(...Array.from({ length: 5 }, () => ({ status: 502 })));
  await expect(listAdvisories(host, ['npm/left'])).rejects.toThrow(/answered with status 502/);
  expect(server.asked).toHaveLength(5);
  server.troubles.push({ status: 403 });
  await expect(listAdvisories(host, ['npm/left'])).rejects.toThrow(/answered with status 403/);
  expect(server.asked).toHaveLength(6);
});

it('fetches details, and skips what the API does not know', async () => {
  add(...Array.from({ length: 30 }, (_, at) => osvOf(`GHSA-${at}`, 'many')));
  server.troubles.push({ status: 500 });
  const ids: string[] = [];
  for await (const { id } of fetchAdvisories(host, [...server.documents.keys(), 'GHSA-none'])) ids.push(id);
  expect(ids.sort()).toEqual([...server.documents.keys()].sort());
});

it('stops at once when it is asked to', async () => {
  const ending = new AbortController();
  const own = await openHost(server.url, { ...options, signal: ending.signal });
  server.troubles.push({ status: 429, headers: { 'retry-after': '60' } });
  const listing = listAdvisories(own, ['npm/left']);
  setTimeout(() => ending.abort(new Error('the worker stops')), 50);
  await expect(listing).rejects.toThrow();
  await own.close();
});

it('reaches no private host that is not allowed, and follows no redirect to another', async () => {
  const policy = { allowPrivate: false, allowedHosts: [] };
  await expect(openHost(server.url, { ...options, policy })).rejects.toThrow(/does not connect to/);
  server.troubles.push({ status: 302, headers: { location: 'http://127.0.0.1:9/' } });
  await expect(host.ask('/v1/vulns/GHSA-a')).rejects.toThrow(/redirects to another place/);
});
