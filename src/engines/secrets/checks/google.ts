import { limited } from '../limited';
import type { Check } from '../rule';

/** How far the other fields of a file may be from the found one, in bytes. */
const NEARBY = 4000;
const PUBLIC_CONFIGURATION = /mobilesdk_app_id|authDomain|messagingSenderId|REVERSED_CLIENT_ID/;
const PRIVATE_KEY = limited(/-----BEGIN PRIVATE KEY-----(?:\\{1,4}n|\r?\n)?[A-Za-z0-9+/]{40}/, 8200);

/**
 * Judges an API key of Google. The key in Firebase's configuration of clients is public.
 * It is a secret if it is also valid for other services. Source: https://firebase.google.com/docs/projects/api-keys
 */
export const checkApiKey: Check = ({ text, start, end }) =>
  PUBLIC_CONFIGURATION.test(around(text, start, end)) ? 'low' : undefined;

/** Judges the id of a service account's key. It gives no access unless the same file holds the private key. */
export const checkPrivateKey: Check = ({ text, start, end }) =>
  PRIVATE_KEY.test(around(text, start, end)) ? 'high' : 'no';

function around(text: string, start: number, end: number): string {
  return text.slice(Math.max(0, start - NEARBY), end + NEARBY);
}
