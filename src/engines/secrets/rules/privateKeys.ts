import type { Confidence } from '../../engine';
import { judgePem } from '../checks/pem';
import type { FileKind } from '../fileKind';
import type { Candidate, Rule } from '../rule';
import { PEM_SAMPLES, PUTTY_SAMPLES } from '../samples/privateKeys';

/** A key of 16384 bits has about 12,700 characters; escapes and indentation add to that. */
const LONGEST_KEY = 24_000;
const BEGIN = /-{4,5} ?BEGIN ([A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?) ?-{4,5}/y;
const BEGIN_REACH = 48;

const WHY = 'Anyone with it can sign, decrypt or sign in as the key’s owner.';
const REVOKE =
  'Create a new key pair, and remove the old public key from every server, certificate and account that trusts it.';

/** Private keys in text files: PEM, OpenSSH, OpenPGP and PuTTY, plain and inside strings. */
export const privateKeyRules: readonly Rule[] = [
  {
    id: 'private-key',
    name: 'Private key',
    provider: 'generic',
    why: WHY,
    severity: 'high',
    confidence: 'high',
    revoke: REVOKE,
    revokeUrl: null,
    source: 'https://www.rfc-editor.org/rfc/rfc7468',
    cwe: 'CWE-321',
    keywords: ['private key-', 'private key block-', 'private key -'],
    evidence: { high: 'Its bytes are those of a private key.', low: 'It is encrypted with a passphrase.' },
    find: findPem,
    samples: PEM_SAMPLES,
  },
  {
    id: 'putty-private-key',
    name: 'PuTTY private key',
    provider: 'generic',
    why: 'Anyone with it can sign in to every server that knows its public key.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Create a new key pair and remove the old public key from every authorized_keys file.',
    revokeUrl: null,
    source: 'https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html',
    cwe: 'CWE-321',
    keywords: ['putty-user-key-file-'],
    pattern:
      /PuTTY-User-Key-File-[23]: [a-z0-9-]{3,40}\r?\nEncryption: (?<cipher>[a-z0-9-]{3,20})\r?\n[^\0]{1,12000}?Private-Lines: \d{1,4}\r?\n(?<secret>[A-Za-z0-9+/=\r\n]{32,12000})/g,
    reach: { before: 0, after: LONGEST_KEY },
    check: ({ groups, kind }) => weigh(groups.cipher === 'none' ? 'high' : 'low', kind),
    samples: PUTTY_SAMPLES,
  },
];

function* findPem(text: string, positions: readonly number[]): Iterable<Candidate> {
  let past = 0;
  for (const position of positions) {
    if (position < past) continue;
    const key = readPem(text, position);
    if (key === undefined) continue;
    past = key.end;
    const judge = (kind: FileKind) => {
      const verdict = judgePem(key.label, text.slice(key.start, key.end), key.whole);
      return verdict === 'no' ? 'no' : weigh(verdict, kind);
    };
    yield { start: key.start, end: key.end, judge };
  }
}

/** Returns the body of the key whose first line contains a position. */
function readPem(text: string, position: number) {
  const before = text.slice(Math.max(0, position - BEGIN_REACH), Math.max(0, position));
  const back = before.length - before.lastIndexOf('BEGIN ');
  if (back > before.length) return undefined;
  const from = position - back;
  for (const dashes of [5, 6, 4]) {
    BEGIN.lastIndex = Math.max(0, from - dashes);
    const begin = BEGIN.exec(text);
    if (begin === null) continue;
    const start = BEGIN.lastIndex;
    const near = text.slice(start, start + LONGEST_KEY);
    const length = near.search(/-{4}/);
    const body = length < 0 ? cutBody(near) : near.slice(0, length);
    return { label: begin[1] ?? '', start, end: start + body.length, whole: length >= 0 };
  }
  return undefined;
}

/** Returns the part of a text without an END line that can still belong to the key. */
function cutBody(text: string): string {
  return /^[A-Za-z0-9+/=\s\\"',:-]{0,24000}/.exec(text)?.[0] ?? '';
}

/** Keys in tests and examples are mostly made up. */
function weigh(confidence: Confidence, kind: FileKind): Confidence {
  return kind.role === 'product' ? confidence : 'low';
}
