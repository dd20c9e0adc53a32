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
  /**
   * What answers all but the API, if it is another.
   * Answers of the API are not compressed: exports and event streams must not wait for a full block.
   */
  handlePage?: Handler;
  /** How many proxies in front of Heimdall are trusted; 0 for none. */
  trustedProxies: number;
  /** Whether Next runs in development. */
  dev?: boolean;
  /** Called with an error that the handler did not answer. */
  onFault: (error: unknown, requestId: string) => void;
  /** Called for a request of a server action; Heimdall has none. */
  onForeignAction?: (requestId: string) => void;
};

/**
 * How long an idle connection is kept, longer than proxies keep theirs (usually 60 s).
 * Otherwise a proxy could send a request into a closing connection and answer 502.
 */
const KEEP_ALIVE_MS = 65_000;

/** Methods that Next passes to route handlers. */
const ROUTED_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * The HTTP server in front of Next.
 * It answers what Next would answer outside the contract.
 * It also adds what only the socket knows: the peer's address, and what the peer says about others.
 */
export function createFrontDoor(options: FrontDoorOptions): Server {
  const { handle, handlePage = handle, trustedProxies, dev = false, onFault, onForeignAction } = options;
  const server = createServer({ requireHostHeader: false }, async (request, response) => {
    const requestId = prepare(request, trustedProxies);
    response.setHeader('x-request-id', requestId);
    setSecurityHeaders(response);
    if (isPage(request.url ?? '/')) setPolicy(request, response, dev);
    try {
      const refusal = judge(request);
      if (refusal?.isAction) onForeignAction?.(requestId);
      if (refusal) sendRefusal(response, refusal.status, refusal.message);
      else await (isApi(request.url) ? handle : handlePage)(request, response);
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
    // Node has removed its own listener, and a client that hangs up must not end the process.
    socket.on('error', () => undefined);
    endRefused(socket, rawRefusal(405, METHOD_MESSAGE));
  });
  return server;
}

/** Headers in which a client says who it is, or how its request arrived. */
const CLAIM = /^(forwarded|x-real-ip|x-forwarded-.*)$/;
/** Internal headers between the front door and Next. No client may set them. */
const INTERNAL = /^x-(heimdall|middleware|nextjs|invoke)-/;
/** Headers with which a page requests its parts. Next would redirect an API call that has one. */
const PAGE_ONLY = /^(rsc|next-)/;

/** Rewrites a request for Next and sets the headers about its origin. Returns the request id. */
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
  // No endpoint has OPTIONS, so each answers it like any method that it does not have.
  if (!ROUTED_METHODS.has(request.method ?? '')) request.method = 'OPTIONS';
  return requestId;
}

/**
 * Each proxy appends the peer that it saw. The last `trusted` entries are true, the first of them is the
 * client.
 */
function addressBehind(request: IncomingMessage, forwardedFor: string, trusted: number): string {
  const peer = request.socket.remoteAddress ?? 'unknown';
  if (trusted === 0) return peer;
  const chain = forwardedFor
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  return withoutPort(chain.at(-trusted) ?? chain[0] ?? peer);
}

/** Some proxies append the port, which differs for each connection. */
function withoutPort(entry: string): string {
  const bare = entry.replace(/^\[(.*)\](?::\d+)?$/, '$1');
  return isIP(bare) === 0 ? bare.replace(/:\d+$/, '') : bare;
}

/**
 * Returns a path that Next can always route.
 * A bad escape is taken literally, so that `/api/repos/%ff` names a repo that does not exist.
 * Doubled and trailing slashes are removed, as Next would redirect.
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

/** Why a request is not passed to Next; undefined if it is. */
function judge(request: IncomingMessage): PageRefusal | undefined {
  const hosts = request.rawHeaders.filter((name, index) => index % 2 === 0 && /^host$/i.test(name)).length;
  if (hosts === 0) return { status: 400, message: 'The request has no Host header' };
  // Node keeps the first Host header, but a proxy may have checked another.
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

/** Next reads the nonce from the request and adds it to the scripts of the page. */
function setPolicy(request: IncomingMessage, response: ServerResponse, dev: boolean): void {
  const policy = pagePolicy(randomBytes(16).toString('base64'), dev);
  request.headers[POLICY_HEADER] = policy;
  response.setHeader(POLICY_HEADER, policy);
}

const METHOD_MESSAGE = 'This method is not allowed here';
const MESSAGES: Record<string, { status: number; message: string }> = {
  HPE_INVALID_METHOD: { status: 405, message: METHOD_MESSAGE },
  HPE_HEADER_OVERFLOW: { status: 431, message: 'The request headers are too large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: 'The request took too long to arrive' },
};

/** A well-formed request line, such as one with an unknown method. */
const REQUEST_LINE = /^[!-~]+ [!-~]+ HTTP\/1\.[01]\r?\n/;

/** How long a refused client may go on sending. If it were cut off at once, a reset would hide the answer. */
const LINGER_MS = 1_000;
const refused = new WeakSet<Socket>();

/** Answers a request that Node could not parse. */
function refuseUnreadable(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Socket): void {
  // Every further chunk of the same request fails as well.
  if (refused.has(socket)) return;
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const wellFormed = REQUEST_LINE.test(error.rawPacket?.toString('latin1') ?? '');
  const known = error.code === 'HPE_INVALID_METHOD' && !wellFormed ? undefined : MESSAGES[error.code ?? ''];
  const { status, message } = known ?? { status: 400, message: 'The request is not valid HTTP' };
  refused.add(socket);
  endRefused(socket, rawRefusal(status, message));
}

/** Closes a connection that Node no longer manages, even if the client keeps its half open. */
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
  // Headers that the handler had set describe another body.
  for (const name of response.getHeaderNames()) if (name.startsWith('content-')) response.removeHeader(name);
  const body = JSON.stringify({ success: false, code: status, message });
  const length = Buffer.byteLength(body);
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': length };
  response.writeHead(status, { ...headers, 'cache-control': 'no-store' }).end(body);
}
