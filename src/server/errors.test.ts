import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DomainError, ERROR_CODES } from '@/domain/errors';
import { describeError, isConnectionFault, STATUS_OF } from './errors';

/** An error as pg, Prisma, its adapter or Node throws it. */
function fault(message: string, fields: object = {}, options?: ErrorOptions): Error {
  return Object.assign(new Error(message, options), fields);
}

const INTERNAL = {
  code: undefined,
  http: 500,
  trpc: 'INTERNAL_SERVER_ERROR',
  message: 'Failed to create repo: internal error',
  field: undefined,
  retryAfter: undefined,
};

describe('STATUS_OF', () => {
  it.each(ERROR_CODES)('%s means the same in HTTP and in tRPC, and is a refusal', (code) => {
    const { http, trpc } = STATUS_OF[code];
    expect(getHTTPStatusCodeFromError(new TRPCError({ code: trpc }))).toBe(http);
    expect(http >= 400 && http < 500).toBe(true);
  });

  it('has the statuses of the contract', () => {
    const statuses = Object.fromEntries(ERROR_CODES.map((code) => [code, STATUS_OF[code].http]));
    expect(statuses).toMatchObject({
      ...{ invalid_input: 400, invalid_json: 400, unauthenticated: 401, invalid_credentials: 401 },
      ...{ no_access: 403, admin_only: 403, missing_scope: 403, cross_site: 403, registration_closed: 403 },
      ...{
        setup_token_wrong: 403,
        not_found: 404,
        method_not_allowed: 405,
        email_taken: 409,
        in_flight: 409,
        scan_over: 409,
      },
      ...{ payload_too_large: 413, unsupported_media_type: 415, key_reused: 422, rate_limited: 429 },
    });
  });
});

describe('describeError', () => {
  it('reports a refusal with its message, its field and when to try again', () => {
    const refusal = new DomainError('rate_limited', 'Too many requests', 'email', 30);
    const report = {
      code: 'rate_limited',
      http: 429,
      trpc: 'TOO_MANY_REQUESTS',
      message: 'Too many requests',
    };
    expect(describeError(refusal, 'sign in')).toEqual({ ...report, field: 'email', retryAfter: 30 });
  });

  it('reports the first issue of a schema, and the field that it is about', () => {
    const schema = z.object({
      scopes: z.array(z.enum(['a'], 'scopes must be a')),
      name: z.string('name is required'),
    });
    const { error } = schema.safeParse({ scopes: ['b'] });
    const report = { code: 'invalid_input', http: 400, trpc: 'BAD_REQUEST', message: 'scopes must be a' };
    expect(describeError(error, 'create token')).toEqual({
      ...report,
      field: 'scopes',
      retryAfter: undefined,
    });
  });

  it.each([
    ['an error', new Error('the secret is hunter2')],
    ['an error with a code', fault('the secret is hunter2', { code: 'P2002', meta: { target: 'hunter2' } })],
    [
      'an error that looks like a refusal',
      fault('hunter2', { code: 'not_found', http: 404, name: 'DomainError' }),
    ],
    ['a text', 'hunter2'],
    ['an object', { message: 'hunter2', status: 404 }],
    ['null', null],
    ['undefined', undefined],
    ['a number', 404],
  ])('says of %s only that something went wrong inside', (_what, thrown) => {
    expect(describeError(thrown, 'create repo')).toEqual(INTERNAL);
  });

  it('reports only that the database is unreachable', () => {
    const error = fault('connect ECONNREFUSED 10.1.2.3:5432', { code: 'ECONNREFUSED', address: '10.1.2.3' });
    expect(describeError(error, 'delete repo')).toEqual({
      ...INTERNAL,
      message: 'Failed to delete repo: database connection error',
    });
  });
});

describe('isConnectionFault', () => {
  const refused = fault('connect', { code: 'ECONNREFUSED', syscall: 'connect' });
  it.each([
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT'].map(
      (code) => [`Node: connect ${code}`, fault('connect', { code, syscall: 'connect' })],
    ),
    ...['ENOTFOUND', 'EAI_AGAIN'].map((code) => [
      `Node: getaddrinfo ${code}`,
      fault('getaddrinfo', { code, syscall: 'getaddrinfo' }),
    ]),
    ['Node: every address refused', Object.assign(new AggregateError([refused]), { code: 'ECONNREFUSED' })],
    ...['08000', '08006', '08P01', '53300', '57P01', '57P02', '57P03', '25P03'].map((code) => [
      `PostgreSQL: ${code}`,
      fault('server closed', { code, severity: 'FATAL' }),
    ]),
    ...[
      'Connection terminated unexpectedly',
      'Connection terminated due to connection timeout',
      'timeout exceeded when trying to connect',
      'timeout expired',
      'Client has encountered a connection error and is not queryable',
      'Client was closed and is not queryable',
    ].map((message) => [`pg: ${message}`, fault(message)]),
    ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'].map((code) => [
      `Prisma: ${code}`,
      fault('Invalid invocation', { code, clientVersion: '7' }),
    ]),
    ...['DatabaseNotReachable', 'ConnectionClosed', 'TooManyConnections', 'SocketTimeout'].map((kind) => [
      `adapter: ${kind}`,
      fault(kind, { name: 'DriverAdapterError' }, { cause: { kind } }),
    ]),
    ['adapter: an unmapped SQLSTATE', fault('x', {}, { cause: { kind: 'postgres', originalCode: '57P01' } })],
    [
      'Prisma around the adapter',
      fault('Raw query failed', {
        code: 'P2010',
        meta: { driverAdapterError: { cause: { kind: 'ConnectionClosed' } } },
      }),
    ],
    [
      'Prisma around a socket that is not there',
      fault('\nInvalid `prisma.$queryRaw()` invocation:\n\n\nconnect ENOENT /x/.s.PGSQL.5432', {
        code: 'ENOENT',
      }),
    ],
    ['deep causes', fault('a', {}, { cause: fault('b', {}, { cause: fault('c', {}, { cause: refused }) }) })],
  ] as [string, Error][])('is true for %s', (_what, error) => {
    expect(isConnectionFault(error)).toBe(true);
  });

  const ring = fault('a');
  it.each([
    ['an error of ours', new TypeError("Cannot read properties of undefined (reading 'id')")],
    [
      'a unique constraint',
      fault('Unique', { code: 'P2002', meta: { modelName: 'User', target: ['email'] } }),
    ],
    ['a missing row', fault('No record', { code: 'P2025' })],
    ['a syntax error in SQL', fault('syntax error', { code: '42601', severity: 'ERROR' })],
    ['a deadlock', fault('deadlock detected', { code: '40P01', severity: 'ERROR' })],
    ['a cancelled statement', fault('canceling statement', { code: '57014', severity: 'ERROR' })],
    ['a sentence that only mentions one', new Error('Said: Connection terminated unexpectedly')],
    ['a missing file', fault("ENOENT: no such file, open '/x'", { code: 'ENOENT', syscall: 'open' })],
    ['a missing program', fault('spawn git ENOENT', { code: 'ENOENT', syscall: 'spawn git' })],
    ['an error that causes itself', Object.assign(ring, { cause: ring })],
    ['a numeric code', fault('x', { code: 8006 })],
    ...[null, undefined, 'ECONNREFUSED', 8006].map((thrown) => [`the value ${thrown}`, thrown]),
  ] as [string, unknown][])('is false for %s', (_what, error) => {
    expect(isConnectionFault(error)).toBe(false);
  });
});
