import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { POLICY_HEADER, pagePolicy } from './pagePolicy';
import { asPageView, judgePageRequest, type PageRefusal } from './pageRequests';
import { ADDRESS_HEADER, FORWARDED_HEADER, REQUEST_ID_HEADER } from './peer';

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type FrontDoorOptions = {
  handle: Handler;
  /** How many proxies in front of Heimdall are believed; 0 for none. */
  trustedProxies: number;
  /** Whether Next runs in development. */
  dev?: boolean;
  /** Called for what even the handler could not answer. */
  onFault: (error: unknown, requestId: string) => void;
  /** Called for a request for a server action, of which Heimdall has none. */
  onForeignAction?: (requestId: string) => void;
};

/**
 * How long a connection without a request is kept. Longer than proxies keep theirs (60 s is the usual), or one would send
 * a request into a connection that is just being closed, and tell its client of a bad gateway.
 */
const KEEP_ALIVE_MS = 65_000;

/** Methods that Next hands to route handlers. */
const ROUTED_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * The HTTP server in front of Next. It sees to what Next would answer by itself outside the contract, and to
 * what only the socket knows: who the peer is, and what it claims about others.
 */
export function createFrontDoor(options: FrontDoorOptions): Server {
  const { handle, trustedProxies, dev = false, onFault, onForeignAction } = options;
  const server = createServer({ requireHostHeader: false }, async (request, response) => {
    const requestId = prepare(request, trustedProxies);
    response.setHeader('x-request-id', requestId);
    setSecurityHeaders(response);
    if (isPage(request.url ?? '/')) setPolicy(request, response, dev);
    try {
      const refusal = judge(request);
      if (refusal?.isAction) onForeignAction?.(requestId);
      if (refusal) sendRefusal(response, refusal.status, refusal.message);
      else await handle(request, response);
    } catch (error) {
      onFault(error, requestId);
      if (!response.headersSent) sendRefusal(response, 500, 'Failed to answer request: internal error');
      else response.destroy();
    }
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on('clientError', refuseUnreadable);
  server.on('checkExpectation', (_request, response: ServerResponse) => {
    sendRefusal(response, 417, 'The expectation of this request cannot be met');
  });
  server.on('connect', (_request, socket: Duplex) => {
    // Node has taken its own listener off, and a client that hangs up must not end the process.
    socket.on('error', () => undefined);
    endRefused(socket, rawRefusal(405, METHOD_SENTENCE));
  });
  return server;
}

/** What a client says of who it is, or of how it got here. */
const CLAIM = /^(forwarded|x-real-ip|x-forwarded-.*)$/;
/** In these Next and the front door speak to themselves; nobody else has business there. */
const INTERNAL = /^x-(heimdall|middleware|nextjs|invoke)-/;
/** With these a page asks for its parts; Next would redirect an API call that has one. */
const PAGE_ONLY = /^(rsc|next-)/;

/** Makes a request fit for Next and true about where it comes from. Returns its id. */
function prepare(request: IncomingMessage, trustedProxies: number): string {
  const { headers } = request;
  const forwardedFor = headers['x-forwarded-for'];
  const forwarded = Object.keys(headers).some((name) => CLAIM.test(name) || name === 'via');
  const address = addressBehind(
    request,
    typeof forwardedFor === 'string' ? forwardedFor : '',
    trustedProxies,
  );
  const givenId = trustedProxies > 0 ? headers[REQUEST_ID_HEADER] : undefined;
  const requestId = typeof givenId === 'string' && /^[\w-]{1,64}$/.test(givenId) ? givenId : randomUUID();

  const url = repairPath(request.url ?? '/');
  request.url = url;
  for (const name of Object.keys(headers)) {
    if (CLAIM.test(name) || INTERNAL.test(name) || (isApi(url) && PAGE_ONLY.test(name))) delete headers[name];
  }
  headers[ADDRESS_HEADER] = address;
  headers[REQUEST_ID_HEADER] = requestId;
  if (forwarded) headers[FORWARDED_HEADER] = '1';

  if (!isApi(url)) asPageView(request);
  // No endpoint takes OPTIONS, so each answers it as it answers any method that it does not have.
  if (!ROUTED_METHODS.has(request.method ?? '')) request.method = 'OPTIONS';
  return requestId;
}

/** Each proxy adds the peer that it saw to the end: the last `trusted` entries are true, and the first of those is the client. */
function addressBehind(request: IncomingMessage, forwardedFor: string, trusted: number): string {
  const peer = request.socket.remoteAddress ?? 'unknown';
  if (trusted === 0) return peer;
  const chain = forwardedFor
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  return withoutPort(chain.at(-trusted) ?? chain[0] ?? peer);
}

/** Some proxies add the port, which is another one for each connection. */
function withoutPort(entry: string): string {
  const bare = entry.replace(/^\[(.*)\](?::\d+)?$/, '$1');
  return isIP(bare) === 0 ? bare.replace(/:\d+$/, '') : bare;
}

/**
 * A path that Next can always route. A bad escape stands for itself, so that `/api/repos/%ff` names a repo that does
 * not exist; doubled and trailing slashes are dropped, where Next would redirect.
 */
function repairPath(url: string): string {
  const [path = '/', ...query] = url.split('?');
  const whole = path.replace(/^https?:\/\/[^/]*/i, '').replace(/\\/g, '%5C');
  const slashes = whole.startsWith('/_next/') ? whole : whole.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
  const repaired = slashes.split('/').map(repairSegment).join('/');
  return [repaired.startsWith('/') ? repaired : `/${repaired}`, ...query].join('?');
}

function repairSegment(segment: string): string {
  try {
    decodeURIComponent(segment);
    return segment;
  } catch {
    return segment.replace(/%/g, '%25');
  }
}

function isApi(url = '/'): boolean {
  return url.startsWith('/api');
}

/** Why a request is not handed to Next; undefined where it is. */
function judge(request: IncomingMessage): PageRefusal | undefined {
  const hosts = request.rawHeaders.filter((name, index) => index % 2 === 0 && /^host$/i.test(name)).length;
  if (hosts === 0) return { status: 400, message: 'The request has no Host header' };
  // Node keeps the first of them, and a proxy may have judged another one.
  if (hosts > 1) return { status: 400, message: 'The request has more than one Host header' };
  return isApi(request.url) ? undefined : judgePageRequest(request);
}

function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('referrer-policy', 'same-origin');
}

function isPage(url: string): boolean {
  return !url.startsWith('/api/') && !url.startsWith('/_next/');
}

/** Next reads the nonce from the request, and writes it to the scripts of the page that it renders. */
function setPolicy(request: IncomingMessage, response: ServerResponse, dev: boolean): void {
  const policy = pagePolicy(randomBytes(16).toString('base64'), dev);
  request.headers[POLICY_HEADER] = policy;
  response.setHeader(POLICY_HEADER, policy);
}

const METHOD_SENTENCE = 'This method is not allowed here';
const SENTENCES: Record<string, { status: number; message: string }> = {
  HPE_INVALID_METHOD: { status: 405, message: METHOD_SENTENCE },
  HPE_HEADER_OVERFLOW: { status: 431, message: 'The request headers are too large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: 'The request took too long to arrive' },
};

/** A request line that is well formed, as that of a method which nobody knows. */
const REQUEST_LINE = /^[!-~]+ [!-~]+ HTTP\/1\.[01]\r?\n/;

/** How long a refused client may go on sending: cut off at once, it would be reset before it has read why. */
const LINGER_MS = 1_000;
const refused = new WeakSet<Socket>();

/** What Node could not read as a request at all. */
function refuseUnreadable(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Socket): void {
  // Each further piece of the same request is unreadable too.
  if (refused.has(socket)) return;
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const wellFormed = REQUEST_LINE.test(error.rawPacket?.toString('latin1') ?? '');
  const known = error.code === 'HPE_INVALID_METHOD' && !wellFormed ? undefined : SENTENCES[error.code ?? ''];
  const { status, message } = known ?? { status: 400, message: 'The request is not valid HTTP' };
  refused.add(socket);
  endRefused(socket, rawRefusal(status, message));
}

/** Ends a connection that Node no longer ends itself, whether or not its client closes its own half. */
function endRefused(socket: Duplex, answer: string): void {
  socket.end(answer);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

const REASONS: Record<number, string> = {
  400: 'Bad Request',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

function rawRefusal(status: number, message: string): string {
  const body = JSON.stringify({ success: false, code: status, message });
  const allow = status === 405 ? 'Allow: GET, HEAD, POST, PUT, PATCH, DELETE\r\n' : '';
  return `HTTP/1.1 ${status} ${REASONS[status]}\r\nContent-Type: application/json; charset=utf-8\r\n${allow}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;
}

function sendRefusal(response: ServerResponse, status: number, message: string): void {
  // What a handler had meant to send describes another body.
  for (const name of response.getHeaderNames()) if (name.startsWith('content-')) response.removeHeader(name);
  const body = JSON.stringify({ success: false, code: status, message });
  const length = Buffer.byteLength(body);
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': length };
  response.writeHead(status, { ...headers, 'cache-control': 'no-store' }).end(body);
}
