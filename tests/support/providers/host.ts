import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KnownHook, KnownKey } from './items';

/** A token that a local host knows, and whose it is. */
export type KnownToken = {
  readonly login: string;
  readonly id: number;
  /** Undefined for a fine-grained token of GitHub, whose permissions no answer names. */
  readonly scopes?: readonly string[] | undefined;
  readonly permissions?: readonly string[];
  /** The repositories that it can see; by default all. */
  readonly sees?: readonly string[];
  /** Whether its user manages the repositories; by default yes. */
  readonly manages?: boolean;
};

export type KnownRepository = {
  readonly id: number;
  readonly fullName: string;
  readonly private: boolean;
  readonly branches: readonly string[];
  readonly language?: string;
  readonly archived?: boolean;
};

/** An issue at a local host. */
export type KnownIssue = {
  readonly number: number;
  readonly repository: string;
  readonly author: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
  reason: string | null;
  labels: string[];
  readonly comments: string[];
};

/** An answer in place of the usual one. */
export type Instead = {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** For answers that are not JSON. */
  readonly text?: string;
};

/** What a local host knows, and what was asked of it. Tests change it while it runs. */
export type HostState = {
  readonly tokens: Map<string, KnownToken>;
  repositories: KnownRepository[];
  /** The answers of the next requests, in this order. */
  readonly next: Instead[];
  /** Whether it answers nothing at all, or only that it is out of order. */
  hangs: boolean;
  fails: boolean;
  /** The paths and queries of requests to its API, in order. */
  readonly asked: string[];
  /** How many of them were answered with 304. */
  unchanged: number;
  readonly hooks: KnownHook[];
  readonly keys: KnownKey[];
  /** What renamed repositories were called, and are called now. */
  readonly formerNames: Map<string, string>;
  readonly issues: KnownIssue[];
  /** The repositories whose issues are turned off. */
  readonly withoutIssues: Set<string>;
  /** Called when an issue was made, before that is answered. The answer is lost if it says so. */
  onIssue: ((issue: KnownIssue) => Promise<'lost' | undefined>) | undefined;
};

export function newHost(): HostState {
  return {
    tokens: new Map(),
    repositories: [],
    next: [],
    hangs: false,
    fails: false,
    asked: [],
    unchanged: 0,
    hooks: [],
    keys: [],
    formerNames: new Map(),
    issues: [],
    withoutIssues: new Set(),
    onIssue: undefined,
  };
}

/** A repository, and as many more as a test of pages needs. */
export function repositories(
  owner: string,
  count: number,
  extra: Partial<KnownRepository> = {},
): KnownRepository[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    fullName: `${owner}/repo-${index + 1}`,
    private: true,
    branches: ['main'],
    ...extra,
  }));
}

/** One request to an API. */
export type ApiCall = {
  readonly url: URL;
  readonly host: HostState;
  readonly token: KnownToken | undefined;
  readonly method: string;
  /** What was sent as JSON; empty without any. */
  readonly sent: Record<string, unknown>;
};

export type Reply = { status: number; body: unknown; headers: Record<string, string> };

export function reply(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return { status, body, headers };
}

/**
 * Handles requests to an API below a prefix, as a special answer of startGitServer.
 * @param tokenOf reads the token of a request
 */
export function apiOf(
  host: HostState,
  tokenOf: (headers: IncomingMessage['headers']) => string | undefined,
  handle: (call: ApiCall) => Reply,
): (request: IncomingMessage, response: ServerResponse) => void {
  return async (request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    host.asked.push(`${url.pathname}${url.search}`);
    if (host.hangs) return;
    const instead = host.fails ? OUT_OF_ORDER : host.next.shift();
    if (instead?.text !== undefined) {
      response.writeHead(instead.status, { 'content-type': 'text/plain', ...instead.headers });
      response.end(instead.text);
      return;
    }
    const token = host.tokens.get(tokenOf(request.headers) ?? '');
    const before = host.issues.length;
    const { method = 'GET' } = request;
    const call = { url, host, token, method, sent: await bodyOf(request) };
    const { status, body, headers } = instead ?? handle(call);
    const made = host.issues[before];
    if (made && (await host.onIssue?.(made)) === 'lost') {
      request.socket.destroy();
      return;
    }
    answerWith(host, request, response, { status, body, headers });
  };
}

const OUT_OF_ORDER: Instead = { status: 503 };

/** Sends an answer, or that what was read before has not changed. Source: RFC 9110, section 13. */
function answerWith(
  host: HostState,
  request: IncomingMessage,
  response: ServerResponse,
  { status, body, headers }: Omit<Instead, 'text'>,
): void {
  if (status === 204) {
    response.writeHead(status, headers).end();
    return;
  }
  const text = JSON.stringify(body ?? {});
  const etag = `"${createHash('sha256').update(text).digest('hex')}"`;
  const isRead = request.method === 'GET' && status === 200;
  if (isRead && request.headers['if-none-match'] === etag) {
    host.unchanged += 1;
    response.writeHead(304, { etag }).end();
    return;
  }
  const type = { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...type, ...(isRead && { etag }), ...headers }).end(text);
}

/** The repository of this name that a token can see; of its former name, where it is now. */
export function findNamed(
  { host, token }: ApiCall,
  fullName: string,
): { found?: KnownRepository; movedTo?: KnownRepository } {
  const seen = seenBy(host, token);
  const found = seen.find((it) => it.fullName === fullName);
  const movedTo = found ? undefined : seen.find((it) => it.fullName === host.formerNames.get(fullName));
  return { ...(found && { found }), ...(movedTo && { movedTo }) };
}

/** The repositories that a token can see. */
export function seenBy(host: HostState, token: KnownToken | undefined): KnownRepository[] {
  return host.repositories.filter((it) =>
    token ? (token.sees?.includes(it.fullName) ?? true) : !it.private,
  );
}

/** A page of a list by `page` and `per_page` or `limit`, and its Link header. Source: RFC 8288. */
export function pageOf<T>(
  url: URL,
  items: readonly T[],
): { slice: T[]; headers: Record<string, string>; next: string } {
  const page = Number(url.searchParams.get('page') ?? 1);
  const size = Number(url.searchParams.get('per_page') ?? url.searchParams.get('limit') ?? 30);
  const last = Math.max(1, Math.ceil(items.length / size));
  const to = (number: number, rel: string) => {
    const target = new URL(url);
    target.searchParams.set('page', String(number));
    return `<${target.href}>; rel="${rel}"`;
  };
  const links = page < last ? [to(page + 1, 'next'), to(last, 'last')] : [];
  return {
    slice: items.slice((page - 1) * size, page * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
    next: page < last ? String(page + 1) : '',
  };
}

/** The token that Git has sent as its password; undefined if the host does not know it. */
export function basicTokenOf(
  host: HostState,
  { authorization = '' }: IncomingMessage['headers'],
): KnownToken | undefined {
  const [, pair = ''] = authorization.split('Basic ');
  const [, password = ''] = Buffer.from(pair, 'base64').toString().split(/:(.*)/s);
  return host.tokens.get(password);
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return parts.length > 0 ? JSON.parse(Buffer.concat(parts).toString()) : {};
}

/** The issues of a repository that one account has opened. */
export function issuesBy(host: HostState, repository: string, author: string | null): KnownIssue[] {
  return host.issues.filter(
    (it) => it.repository === repository && (author === null || it.author === author),
  );
}

/** Makes an issue, as its author's token asked. */
export function makeIssue(
  { host, token, sent }: ApiCall,
  repository: string,
  { body, labels }: { body: unknown; labels: string[] },
): KnownIssue {
  const issue: KnownIssue = {
    number: host.issues.length + 1,
    repository,
    author: token?.login ?? '',
    title: String(sent.title),
    body: String(body),
    ...{ state: 'open', reason: null, labels, comments: [] },
  };
  host.issues.push(issue);
  return issue;
}

/** Changes an issue by the fields that were sent. */
export function changeIssue(issue: KnownIssue, sent: Record<string, unknown>): void {
  const { title, body, state, state_reason: reason } = sent;
  if (title !== undefined) issue.title = String(title);
  if (body !== undefined) issue.body = String(body);
  if (state === 'open' || state === 'closed') issue.state = state;
  if (reason !== undefined) issue.reason = String(reason);
}
