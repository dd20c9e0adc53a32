import type { Confidence } from '../../engine';
import { limited } from '../limited';
import { decodeBase64 } from './base64';
import { readOpenSshKey } from './openssh';
import { readPgpSecretKey } from './pgp';

/** The shortest key in use, an Ed25519 key in PKCS #8, has 48 bytes. */
const FEWEST_BYTES = 40;
/** Line breaks inside strings, escaped any number of times. */
const WRITTEN_BREAK = /\\{1,8}[nrt]/g;
const HEADER = limited(/^[ \t]{0,40}[A-Za-z][A-Za-z-]{1,20}: [^\n]{0,200}$/gm, 24_000);
/** The text around a key's lines in code, comments and YAML. A plus sign is code only beside a quote. */
const BEFORE_LINE = /^[ \t]{0,80}(?:\+[ \t]{0,8}(?=["'`]))?["'`#*|>\t ]{0,8}/gm;
const AFTER_LINE = limited(/(?:["'`][ \t]{0,8}[+,.;&]?|[,;\\])[ \t\\]{0,80}$/gm, 24_000);
const ENCRYPTED_HEADER = limited(/^[^\n]{0,40}Proc-Type: ?4,ENCRYPTED/m, 24_000);

/**
 * Judges the body of a private key, between its lines BEGIN and END.
 * Source: RFC 7468, RFC 1421 and RFC 4880, section 6.2.
 * @param label the text between `BEGIN` and the dashes, such as `RSA PRIVATE KEY`
 * @param body as in the file: with line breaks, escaped ones, or none
 * @param whole whether the END line exists; a truncated key counts if its beginning is valid
 */
export function judgePem(label: string, body: string, whole: boolean): Confidence | 'no' {
  const lines = body.replace(WRITTEN_BREAK, '\n');
  const encrypted = label.includes('ENCRYPTED') || ENCRYPTED_HEADER.test(lines);
  const packed = base64Of(lines);
  const bytes = decodeBase64(whole ? packed : packed.slice(0, packed.length - (packed.length % 4)));
  if (bytes === undefined || bytes.length < FEWEST_BYTES) return 'no';
  if (label.includes('OPENSSH')) return confidenceOf(readOpenSshKey(bytes));
  if (label.includes('PGP')) return judgePgp(bytes);
  if (label.includes('SSH2')) return bytes.startsWith('\x3f\x6f\xf9\xeb') ? 'high' : 'no';
  // The body of an old encrypted key is random. All other keys begin with a DER sequence.
  if (encrypted) return 'low';
  return isSequence(bytes, whole) ? 'high' : 'no';
}

function base64Of(lines: string): string {
  const armour = lines
    .replace(HEADER, '')
    .replace(AFTER_LINE, '')
    .replace(BEFORE_LINE, '')
    .replace(/\s/g, '');
  // OpenPGP ends with an equals sign and a checksum of 24 bits.
  return armour.replace(/(={0,2})=[A-Za-z0-9+/]{4}$/, '$1');
}

function confidenceOf(key: { encrypted: boolean } | undefined): Confidence | 'no' {
  if (key === undefined) return 'no';
  return key.encrypted ? 'low' : 'high';
}

function judgePgp(bytes: string): Confidence | 'no' {
  const key = readPgpSecretKey(bytes);
  if (key === undefined) return 'no';
  return key === 'encrypted' ? 'low' : 'high';
}

/** Whether bytes are one DER sequence of its stated length. Of truncated text only the beginning is checked. */
function isSequence(bytes: string, whole: boolean): boolean {
  if (bytes.charCodeAt(0) !== 0x30) return false;
  const first = bytes.charCodeAt(1);
  if (first < 0x80) return !whole || bytes.length === 2 + first;
  const size = first & 0x7f;
  if (size < 1 || size > 3) return false;
  let length = 0;
  for (let at = 0; at < size; at++) length = length * 256 + bytes.charCodeAt(2 + at);
  return !whole || Math.abs(bytes.length - 2 - size - length) <= 2;
}
