import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { zipOf } from './zips';

type Document = Record<string, unknown> & { affected?: { package: { ecosystem: string; name: string } }[] };

/** A local server that answers as the OSV API and the bucket of its archives are documented to. */
export type OsvServer = {
  readonly url: string;
  /** What it has. The API lists none that was withdrawn, but gives it by its id. */
  readonly documents: Map<string, Document>;
  /** Packages whose queries it refuses with the whole batch. */
  readonly badNames: Set<string>;
  /** How many advisories a page has. */
  pageSize: number;
  /** What it answers next in place of an answer: a status, silence, or one byte after another without an end. */
  readonly troubles: ({ status: number; headers?: Record<string, string> } | 'silence' | 'trickle')[];
  /** The requests that it got: "querybatch 3", "vulns GHSA-a", "zip npm". */
  readonly asked: string[];
  readonly stop: () => Promise<void>;
};

type State = Omit<OsvServer, 'url' | 'stop'>;

export async function startOsvServer(): Promise<OsvServer> {
  const state: State = { documents: new Map(), badNames: new Set(), pageSize: 1000, troubles: [], asked: [] };
  const server = createServer((request, response) => void answer(state, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  const [, version, kind = '', id = ''] = (request.url ?? '').split('/').map(decodeURIComponent);
  const queries = kind === 'querybatch' ? (JSON.parse(body) as { queries: Query[] }).queries : [];
  const words = {
    querybatch: `querybatch ${queries.length}`,
    vulns: `vulns ${id}`,
    'all.zip': `zip ${version}`,
  };
  state.asked.push(words[kind as keyof typeof words] ?? `${request.url}`);
  const trouble = state.troubles.shift();
  if (trouble === 'silence') return;
  if (trouble === 'trickle') return trickle(response);
  if (trouble) response.writeHead(trouble.status, trouble.headers).end();
  else if (kind === 'querybatch') answerBatch(state, queries, response);
  else if (kind === 'vulns')
    answerJson(response, state.documents.get(id), { code: 5, message: 'Bug not found.' });
  else if (kind === 'all.zip') answerZip(state, String(version), response);
  else response.writeHead(404).end();
}

function trickle(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const sending = setInterval(() => response.write(' '), TRICKLE_MS);
  response.on('close', () => clearInterval(sending));
}

const TRICKLE_MS = 20;

type Query = { package: { ecosystem: string; name: string }; page_token?: string };

/** Ids alone, in the order of the queries, each with its own page. */
function answerBatch(state: State, queries: readonly Query[], response: ServerResponse): void {
  const bad = queries.find((query) => state.badNames.has(query.package.name));
  if (bad || queries.length > 1000) {
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code: 3, message: 'Invalid query.' }));
    return;
  }
  const results = queries.map((query) => {
    const all = [...state.documents.values()].filter((it) => !it.withdrawn && isAbout(it, query.package));
    const from = Number(query.page_token ?? 0);
    const page = all.slice(from, from + state.pageSize);
    const next = from + state.pageSize < all.length ? { next_page_token: String(from + state.pageSize) } : {};
    return page.length === 0 ? {} : { vulns: page.map(({ id, modified }) => ({ id, modified })), ...next };
  });
  answerJson(response, { results });
}

function isAbout(document: Document, { ecosystem, name }: Query['package']): boolean {
  return (document.affected ?? []).some(
    (it) => it.package.ecosystem === ecosystem && it.package.name === name,
  );
}

function answerZip({ documents }: State, ecosystem: string, response: ServerResponse): void {
  const own = [...documents.values()].filter((it) =>
    it.affected?.some((one) => one.package.ecosystem === ecosystem),
  );
  // As in OSV's own archives, the time of an entry is that of its advisory.
  const entries = own.map((it) => ({
    ...{ name: `${it.id}.json`, content: JSON.stringify(it), at: new Date(String(it.modified)) },
  }));
  response.writeHead(200, { 'content-type': 'application/zip' }).end(zipOf(entries));
}

function answerJson(response: ServerResponse, found: unknown, otherwise?: unknown): void {
  response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(found ?? otherwise));
}
