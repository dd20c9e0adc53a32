import type { TRPC_ERROR_CODE_KEY } from '@trpc/server';
import { z } from 'zod';
import { DomainError, type ErrorCode } from '@/domain/errors';

/** The status of each error code on REST and tRPC. */
export const STATUS_OF: Record<ErrorCode, { http: number; trpc: TRPC_ERROR_CODE_KEY }> = {
  invalid_input: { http: 400, trpc: 'BAD_REQUEST' },
  invalid_json: { http: 400, trpc: 'BAD_REQUEST' },
  unauthenticated: { http: 401, trpc: 'UNAUTHORIZED' },
  invalid_credentials: { http: 401, trpc: 'UNAUTHORIZED' },
  signature_mismatch: { http: 401, trpc: 'UNAUTHORIZED' },
  no_access: { http: 403, trpc: 'FORBIDDEN' },
  admin_only: { http: 403, trpc: 'FORBIDDEN' },
  session_only: { http: 403, trpc: 'FORBIDDEN' },
  missing_scope: { http: 403, trpc: 'FORBIDDEN' },
  cross_site: { http: 403, trpc: 'FORBIDDEN' },
  registration_closed: { http: 403, trpc: 'FORBIDDEN' },
  passwords_closed: { http: 403, trpc: 'FORBIDDEN' },
  setup_token_wrong: { http: 403, trpc: 'FORBIDDEN' },
  not_found: { http: 404, trpc: 'NOT_FOUND' },
  method_not_allowed: { http: 405, trpc: 'METHOD_NOT_SUPPORTED' },
  email_taken: { http: 409, trpc: 'CONFLICT' },
  in_flight: { http: 409, trpc: 'CONFLICT' },
  remote_set: { http: 409, trpc: 'CONFLICT' },
  no_ssh_remote: { http: 409, trpc: 'CONFLICT' },
  scan_over: { http: 409, trpc: 'CONFLICT' },
  finding_changed: { http: 409, trpc: 'CONFLICT' },
  undo_over: { http: 409, trpc: 'CONFLICT' },
  last_admin: { http: 409, trpc: 'CONFLICT' },
  last_way_in: { http: 409, trpc: 'CONFLICT' },
  webhook_unavailable: { http: 409, trpc: 'CONFLICT' },
  host_unavailable: { http: 409, trpc: 'CONFLICT' },
  needs_reconnect: { http: 409, trpc: 'CONFLICT' },
  payload_too_large: { http: 413, trpc: 'PAYLOAD_TOO_LARGE' },
  unsupported_media_type: { http: 415, trpc: 'UNSUPPORTED_MEDIA_TYPE' },
  key_reused: { http: 422, trpc: 'UNPROCESSABLE_CONTENT' },
  rate_limited: { http: 429, trpc: 'TOO_MANY_REQUESTS' },
};

/** How an error is reported; REST and tRPC use the same message. */
export type ErrorReport = {
  /** A DomainError's code; undefined for any other error. */
  code: ErrorCode | undefined;
  http: number;
  trpc: TRPC_ERROR_CODE_KEY;
  message: string;
  field: string | undefined;
  retryAfter: number | undefined;
};

/**
 * Describes an error for a user. Of an unexpected error, it only says whether the database was unreachable.
 * @param doing the attempted action, as in "Failed to create repo"
 */
export function describeError(error: unknown, doing: string): ErrorReport {
  const refusal = error instanceof z.ZodError ? refusalOf(error) : error;
  if (refusal instanceof DomainError) {
    const { code, message, field, retryAfter } = refusal;
    return { code, ...STATUS_OF[code], message, field, retryAfter };
  }
  const reason = isConnectionFault(error) ? 'database connection error' : 'internal error';
  const message = `Failed to ${doing}: ${reason}`;
  return {
    code: undefined,
    http: 500,
    trpc: 'INTERNAL_SERVER_ERROR',
    message,
    field: undefined,
    retryAfter: undefined,
  };
}

/** Turns the first issue of an input into a DomainError: our schemas' messages are whole sentences. */
export function refusalOf(error: z.ZodError): DomainError {
  const issue = error.issues[0];
  const field = issue?.path.find((part) => typeof part === 'string');
  return new DomainError('invalid_input', issue?.message ?? 'The input is not valid', field);
}

/**
 * Prisma: access denied, unreachable, no such database, timeout, pool timeout, connection closed, transaction
 * not started.
 * Source: Prisma error reference. P2028 is also raised when a transaction's own time is up.
 */
const PRISMA_CODES = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1008',
  'P1011',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
]);
/** The driver adapter's error kinds, before Prisma gives them a code. Source: driver-adapter-utils, type Error. */
const ADAPTER_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'AuthenticationFailed',
  'DatabaseAccessDenied',
  'DatabaseDoesNotExist',
  'TooManyConnections',
  'SocketTimeout',
  'TlsConnectionError',
]);
const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
]);
/**
 * Connection exceptions, access denied, no such database, too many connections, shutdown, crash, starting up.
 * Source: PostgreSQL, Appendix A.
 */
const SQL_STATE = /^(08...|28...|3D000|53300|57P0[1-5]|25P03)$/;
const NO_SOCKET = /^connect ENOENT /m;
/** Messages that pg throws without a code when a connection is lost or can't be made. */
const DRIVER_MESSAGE =
  /^(Connection terminated|timeout e(xceeded when trying to connect|xpired)|Client (has encountered a connection error|was closed))/;

/** Whether an error or one of its causes says that the database was unreachable. */
export function isConnectionFault(error: unknown): boolean {
  for (let link = error, depth = 0; typeof link === 'object' && link !== null && depth < 6; depth++) {
    const { code, originalCode, kind, message, cause, meta, syscall } = link as Record<string, unknown>;
    // Only a missing socket counts, no other missing file. Prisma passes on code and message, but not the
    // call.
    if (code === 'ENOENT' && (syscall === 'connect' || NO_SOCKET.test(String(message)))) return true;
    if (typeof kind === 'string' && ADAPTER_KINDS.has(kind)) return true;
    if ([code, originalCode].some(isConnectionCode)) return true;
    if (typeof message === 'string' && DRIVER_MESSAGE.test(message)) return true;
    link = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
  return false;
}

function isConnectionCode(code: unknown): boolean {
  return (
    typeof code === 'string' && (PRISMA_CODES.has(code) || SYSTEM_CODES.has(code) || SQL_STATE.test(code))
  );
}
