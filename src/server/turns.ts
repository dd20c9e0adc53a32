import { E_TIMEOUT, Semaphore, withTimeout } from 'async-mutex';
import type { ActorContext } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { readEnv } from './env';
import { singleton } from './singleton';

/**
 * Turns of a user's requests. Requests that wait for each other's locks hold connections, and could hold all of them.
 * Here they wait without a connection.
 */

/** Previews count many rows. They run on the connections for long statements: this many at once, and one for each user. */
const MOST_PREVIEWS = 4;
/** Uploads of a user at once. Each holds a file of up to 100 MiB, and limits on waiting imports see it when it is complete. */
const MOST_UPLOADS = 2;
/** Large deliveries at once. Anybody may send 25 MiB, which are in memory until their signature has been checked. */
const MOST_LARGE_DELIVERIES = 4;
const PATIENCE_MS = 5_000;
const RETRY_SECONDS = 5;

/** How long a request waits for its turn to be authenticated. */
const AUTHENTICATION_PATIENCE_MS = 10_000;

type Turns = Pick<Semaphore, 'runExclusive'>;

/** Runs a write of a user. At most half of a process's connections serve one user's writes. */
export async function writeInTurn<T>(userId: string, write: () => Promise<T>): Promise<T> {
  return inTurn(`write ${userId}`, () => new Semaphore(halfOfConnections()), write);
}

/**
 * Authenticates a request. A flood of requests waits here, so that what is under way finds free connections.
 * If turns do not come, the database is at fault. The request goes on without one, and gets the database's error.
 */
export async function authenticateInTurn<T>(authenticate: () => Promise<T>): Promise<T> {
  const turns = singleton('authentications', () => patient(halfOfConnections(), AUTHENTICATION_PATIENCE_MS));
  try {
    return await turns.runExclusive(authenticate);
  } catch (error) {
    if (error !== E_TIMEOUT) throw error;
    return authenticate();
  }
}

function halfOfConnections(): number {
  return Math.max(1, Math.floor(readEnv().HEIMDALL_DB_POOL_SIZE / 2));
}

/**
 * Makes a use case wait for its turn among all previews.
 * @throws DomainError rate_limited if its turn does not come soon
 */
export function previewInTurn<I, T>(preview: (ctx: ActorContext, input: I) => Promise<T>) {
  return async (ctx: ActorContext, input: I): Promise<T> => {
    const all = singleton('previews', () => patient(MOST_PREVIEWS, PATIENCE_MS));
    const run = () => all.runExclusive(() => preview(ctx, input));
    return orRefused(
      'previews',
      inTurn(`preview ${ctx.actor.userId}`, () => patient(1, PATIENCE_MS), run),
    );
  };
}

/**
 * Receives a file that a user uploads.
 * @throws DomainError rate_limited while too many others of the user arrive
 */
export async function uploadInTurn<T>(userId: string, receive: () => Promise<T>): Promise<T> {
  const turns = () => patient(MOST_UPLOADS, PATIENCE_MS);
  return orRefused('uploads', inTurn(`upload ${userId}`, turns, receive));
}

/**
 * Takes a large delivery of a Git host.
 * @throws DomainError rate_limited if its turn does not come soon
 */
export async function largeDeliveryInTurn<T>(take: () => Promise<T>): Promise<T> {
  const turns = singleton('large deliveries', () => patient(MOST_LARGE_DELIVERIES, PATIENCE_MS));
  return orRefused('large deliveries', turns.runExclusive(take));
}

/** @throws DomainError rate_limited if its turn does not come soon */
async function orRefused<T>(what: string, turn: Promise<T>): Promise<T> {
  try {
    return await turn;
  } catch (error) {
    throw error === E_TIMEOUT ? tooMany(what) : error;
  }
}

function patient(most: number, patienceMs: number): Turns {
  return withTimeout(new Semaphore(most), patienceMs);
}

function tooMany(what: string): DomainError {
  const message = `Too many ${what} run at this moment; try again in ${RETRY_SECONDS} seconds`;
  return new DomainError('rate_limited', message, undefined, RETRY_SECONDS);
}

type Line = { readonly turns: Turns; requests: number };

/** Runs a task in the turns of a key, which are forgotten when nothing waits any more. */
async function inTurn<T>(key: string, make: () => Turns, run: () => Promise<T>): Promise<T> {
  const lines = singleton('turns', () => new Map<string, Line>());
  const line = lines.get(key) ?? { turns: make(), requests: 0 };
  lines.set(key, line);
  line.requests += 1;
  try {
    return await line.turns.runExclusive(run);
  } finally {
    line.requests -= 1;
    if (line.requests === 0) lines.delete(key);
  }
}
