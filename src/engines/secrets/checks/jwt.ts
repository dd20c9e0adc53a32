import type { Confidence } from '../../engine';
import { decodeBase64 } from './base64';

/**
 * Tokens that expired before this are worthless today. The day is fixed, so that the same content always has the same
 * result. In seconds since 1970: 2025-01-01.
 */
const LONG_AGO = 1_735_689_600;
const DAY = 86_400;
/** The payload of the common example in documentation, and its subject. */
const SHOWN_SUBJECT = '1234567890';

/**
 * Judges a JSON Web Token (RFC 7519) in its compact form. Both parts must decode to JSON objects, and the header must
 * name an algorithm. The times in the payload decide whether the token may still be valid.
 * @returns low for tokens that are expired, short-lived, unsigned, public by design or the common example
 */
export function judgeJwt(token: string): Confidence | 'no' {
  const [first = '', second = '', signature = ''] = token.split('.');
  const header = readPart(first);
  const payload = readPart(second);
  if (typeof header?.alg !== 'string' || payload === undefined) return 'no';
  if (header.alg.toLowerCase() === 'none' || signature.length < 20) return 'low';
  if (payload.sub === SHOWN_SUBJECT || payload.role === 'anon') return 'low';
  return judgeTimes(payload);
}

function readPart(part: string): Record<string, unknown> | undefined {
  const text = decodeBase64(part);
  if (text === undefined || !text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Tokens in signed URLs have their start time only in `nbf`. */
function judgeTimes({ exp, nbf, iat = nbf }: Record<string, unknown>): Confidence {
  if (typeof exp !== 'number') return 'medium';
  if (exp < LONG_AGO) return 'low';
  return typeof iat === 'number' && exp - iat <= DAY ? 'low' : 'medium';
}
