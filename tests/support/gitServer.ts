import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { gitIn, initBare } from './hostileRepos';

export type GitServer = {
  /** The URL of a repository, such as http://127.0.0.1:1234/normal.git. */
  url: (name: string) => string;
  port: number;
  /** Creates a repository from a fast-import stream, or an empty one without a stream. Returns its newest commit. */
  makeRepository: (name: string, stream?: string | Buffer) => string;
  /** The directory of a repository, for git's own tools. */
  directory: (name: string) => string;
  /** The requested paths, in order. */
  asked: string[];
  /** How many bytes git has sent so far. */
  sentBytes: () => number;
  /** Delays a repository's responses, as a slow host would, until the returned function is called. */
  hold: (name: string) => () => void;
  stop: () => Promise<void>;
};

/** Answers in a hostile way. `serve` answers as git does; it takes the body if that was already read. */
type Answer = (request: IncomingMessage, response: ServerResponse, serve: (body?: Buffer) => void) => void;

/** A real Git server on loopback: Node's HTTP server over `git http-backend`, with hostile answers for some paths. */
export async function startGitServer(special: Record<string, Answer> = {}): Promise<GitServer> {
  const root = mkdtempSync(path.join(tmpdir(), 'heimdall-git-'));
  const asked: string[] = [];
  let sent = 0;
  const held = new Map<string, Promise<void>>();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    asked.push(pathname);
    await held.get(pathname.split('/')[1] ?? '');
    const hostile = Object.entries(special).find(([prefix]) => pathname.startsWith(prefix));
    const serve = (body?: Buffer) => {
      serveGit(root, request, response, body).on('data', (chunk: Buffer) => {
        sent += chunk.length;
      });
    };
    if (hostile) hostile[1](request, response, serve);
    else serve();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    asked,
    sentBytes: () => sent,
    hold: (name) => {
      let release = () => {};
      held.set(
        name,
        new Promise((resolve) => {
          release = resolve;
        }),
      );
      return () => release();
    },
    url: (name) => `http://127.0.0.1:${port}/${name}`,
    makeRepository: (name, stream) => makeRepository(path.join(root, name), stream),
    directory: (name) => path.join(root, name),
    stop: () => stop(server, root),
  };
}

async function stop(server: Server, root: string): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
  rmSync(root, { recursive: true });
}

export function makeRepository(directory: string, stream: string | Buffer | undefined): string {
  if (!existsSync(directory)) initBare(directory);
  if (stream === undefined) return '';
  gitIn(directory, ['fast-import', '--quiet', '--force'], stream);
  return gitIn(directory, ['rev-parse', 'HEAD']);
}

/** A fast-import stream of one commit on each of these branches. */
export function commitsOn(...branches: string[]): string {
  const commit = (branch: string, mark: number) =>
    `commit refs/heads/${branch}\nmark :${mark}\ncommitter T <t@example.com> ${1_700_000_000 + mark} +0000\ndata 1\n${mark % 10}\nM 644 inline file\ndata 1\nx\n`;
  return branches.map((branch, index) => commit(branch, index + 1)).join('\n');
}

/** The CGI protocol, as `git http-backend` speaks it. Source: git-http-backend(1), RFC 3875. */
function serveGit(root: string, request: IncomingMessage, response: ServerResponse, body?: Buffer): Readable {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      REMOTE_ADDR: '127.0.0.1',
    },
  });
  // git may end before it has read its whole input.
  child.stdin.on('error', () => undefined);
  if (body) child.stdin.end(body);
  else request.pipe(child.stdin);
  let head = Buffer.alloc(0);
  let begun = false;
  child.stdout.on('data', (chunk: Buffer) => {
    if (begun) return void response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    begun = true;
    writeHead(response, head.subarray(0, end).toString('latin1'));
    response.write(head.subarray(end + 4));
  });
  child.on('close', () => response.end());
  return child.stdout;
}

function writeHead(response: ServerResponse, head: string): void {
  for (const line of head.split('\r\n')) {
    const [name = '', value = ''] = line.split(/: (.*)/s);
    if (name.toLowerCase() === 'status') response.statusCode = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
}
