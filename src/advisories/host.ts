import { setTimeout as pause } from 'node:timers/promises';
import { Agent, fetch, type RequestInit, type Response } from 'undici';
import { lookupIn, pinHost, type Resolve } from '@/git/address';
import type { RemotePolicy } from '@/git/remoteUrl';

/** A host of advisories did not answer as it should. Its message is a sentence for people. */
export class HostError extends Error {
  override readonly name = 'HostError';

  constructor(
    message: string,
    /** The status of its answer, if it gave one. */
    readonly status?: number,
    /** After how many milliseconds it wants to be asked again. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}

export type HostOptions = {
  readonly policy: RemotePolicy;
  readonly resolve: Resolve;
  /** Ends all requests. */
  readonly signal: AbortSignal;
  /** How often a request is made before it fails, and the first pause between two, in milliseconds. */
  readonly attempts?: number;
  readonly pauseMs?: number;
  /** Time until an answer begins and between its pieces, in milliseconds. */
  readonly silenceMs?: number;
  /** Time for all of an answer that is read at once. A slow host may send one byte after another. */
  readonly answerMs?: number;
};

export type Host = {
  /**
   * Makes a request, and repeats it while the host is busy or broken.
   * @throws HostError if there is no success; silence has no status
   */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /**
   * As ask, with all of the answer. One that does not end in time is asked for again.
   * @throws HostError also if it is larger
   */
  readonly read: (path: string, mostBytes: number, init?: RequestInit) => Promise<Buffer>;
  readonly close: () => Promise<void>;
};

const CONNECT_MS = 10_000;
const ATTEMPTS = 5;
const PAUSE_MS = 1_000;
/** No pause is longer, whatever the host asks for. */
const MOST_PAUSE_MS = 60_000;
const SILENCE_MS = 30_000;
const ANSWER_MS = 60_000;
const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 307, 308]);

/** Connects to a host. Its addresses are checked as those of remotes are, and pinned. Redirects lead to no other host. */
export async function openHost(baseUrl: string, options: HostOptions): Promise<Host> {
  const {
    policy,
    resolve,
    signal,
    attempts = ATTEMPTS,
    pauseMs = PAUSE_MS,
    silenceMs = SILENCE_MS,
    answerMs = ANSWER_MS,
  } = options;
  const base = new URL(baseUrl);
  const pin = await pinHost(base.hostname.replace(/^\[|\]$/g, ''), policy, resolve, signal);
  if (!pin.ok) throw new HostError(pin.message);
  const dispatcher = new Agent({
    connect: { lookup: lookupIn(pin.addresses), timeout: CONNECT_MS },
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
  });

  async function once(path: string, init: RequestInit): Promise<Response> {
    let target = new URL(`${baseUrl}${path}`);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const response = await fetch(target, { signal, ...init, dispatcher, redirect: 'manual' });
      const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
      if (location === null) return response;
      await response.body?.cancel();
      if (!URL.canParse(location, target)) break;
      target = new URL(location, target);
      if (target.origin !== base.origin) break;
    }
    throw new HostError(`The host ${base.host} redirects to another place. Check its address.`, 302);
  }

  async function answer(path: string, init: RequestInit): Promise<Response> {
    try {
      const response = await once(path, init);
      if (response.ok) return response;
      await response.body?.cancel();
      throw failureOf(response, base.host);
    } catch (error) {
      signal.throwIfAborted();
      throw asHostError(error, base.host);
    }
  }

  async function readOnce(path: string, mostBytes: number, init: RequestInit): Promise<Buffer> {
    const deadline = AbortSignal.timeout(answerMs);
    try {
      const { status, body } = await answer(path, { ...init, signal: AbortSignal.any([signal, deadline]) });
      const pieces: Uint8Array[] = [];
      let size = 0;
      for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
        size += piece.length;
        if (size > mostBytes) throw new HostError(`The host ${base.host} gave too large an answer.`, status);
        pieces.push(piece);
      }
      return Buffer.concat(pieces);
    } catch (error) {
      signal.throwIfAborted();
      throw deadline.aborted ? lateOf(base.host) : asHostError(error, base.host);
    }
  }

  async function repeat<T>(once: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once();
      } catch (error) {
        if (!(error instanceof HostError && isPassing(error)) || attempt >= attempts) throw error;
        const ms = error.retryAfterMs ?? pauseMs * 2 ** (attempt - 1);
        await pause(Math.min(ms, MOST_PAUSE_MS), undefined, { signal });
      }
    }
  }
  return {
    ask: (path, init = {}) => repeat(() => answer(path, init)),
    read: (path, mostBytes, init = {}) => repeat(() => readOnce(path, mostBytes, init)),
    close: () => dispatcher.destroy(),
  };
}

/** Silence and faults pass; a refusal stays one. */
function isPassing({ status }: HostError): boolean {
  return status === undefined || status === 429 || status >= 500;
}

function failureOf({ status, headers }: Response, host: string): HostError {
  const wait = retryAfterMs(headers.get('retry-after'));
  return new HostError(`The host ${host} answered with status ${status}.`, status, wait);
}

function asHostError(error: unknown, host: string): HostError {
  if (error instanceof HostError) return error;
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code?.includes('TIMEOUT')
    ? lateOf(host)
    : new HostError(`The host ${host} can't be reached. Check its address, or try again later.`);
}

function lateOf(host: string): HostError {
  return new HostError(`The host ${host} did not answer in time.`);
}

/** Seconds, or a time. */
function retryAfterMs(value: string | null): number | undefined {
  if (value === null) return undefined;
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(ms, 0);
}
