import { limited } from '../limited';
import type { Check } from '../rule';

/** How far the other fields of a file may be from the one that was found, in bytes. */
const NEARBY = 4000;
const PUBLIC_CONFIGURATION = /mobilesdk_app_id|authDomain|messagingSenderId|REVERSED_CLIENT_ID/;
const PRIVATE_KEY = limited(/-----BEGIN PRIVATE KEY-----(?:\\{1,4}n|\r?\n)?[A-Za-z0-9+/]{40}/, 8200);

/**
 * Judges an API key of Google. Firebase's configuration of web and mobile clients is meant to be shipped, and its key is no
 * secret (https://firebase.google.com/docs/projects/api-keys); it is one where the same key is open to other services.
 */
export const checkApiKey: Check = ({ text, start, end }) =>
  PUBLIC_CONFIGURATION.test(around(text, start, end)) ? 'low' : undefined;

/** Judges the id of a service account's key, which opens nothing alone: the private key has to stand in the same file. */
export const checkPrivateKey: Check = ({ text, start, end }) =>
  PRIVATE_KEY.test(around(text, start, end)) ? 'high' : 'no';

function around(text: string, start: number, end: number): string {
  return text.slice(Math.max(0, start - NEARBY), end + NEARBY);
}
