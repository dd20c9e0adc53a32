import type { FileKind } from '../fileKind';
import { readAssigned } from '../generic/assignments';
import { judgeAssigned } from '../generic/judge';
import { mayBeAssigned, type NameSpan, nameAt } from '../generic/nameSpans';
import { type NameClass, type ReadName, readName } from '../generic/names';
import { limited } from '../limited';
import type { Candidate, Rule } from '../rule';
import { GENERIC_KEY_SAMPLES, GENERIC_PASSWORD_SAMPLES } from '../samples/generic';

const PASSWORD: readonly NameClass[] = ['password'];
const SECRET: readonly NameClass[] = ['secret', 'key', 'token', 'salt'];

/** Secrets without a known form, assigned to a name for a secret. */
export const genericRules: readonly Rule[] = [
  {
    id: 'generic-password',
    name: 'Password',
    provider: 'generic',
    why: 'Anyone who reads the file can sign in wherever the password is used.',
    severity: 'medium',
    confidence: 'medium',
    revoke:
      'Change the password where it is used, and read the new one from the environment or a secret store.',
    revokeUrl: null,
    source: 'https://cwe.mitre.org/data/definitions/798.html',
    keywords: [
      'pwd',

      'pass',
      'psk',
      'psw',
      'kennwort',
      'senha',
      'contrasena',
      'motdepasse',
      'parola',
    ],
    title: { in: 'Password' },
    find: (text, positions, kind) => find(text, positions, kind, PASSWORD),
    samples: GENERIC_PASSWORD_SAMPLES,
  },
  {
    id: 'generic-api-key',
    name: 'Key, token or secret',
    provider: 'generic',
    why: 'Anyone who reads the file can use the service that the secret is for.',
    severity: 'medium',
    confidence: 'medium',
    revoke:
      'Revoke it at the service that it belongs to, and read the new one from the environment or a secret store.',
    revokeUrl: null,
    source: 'https://cwe.mitre.org/data/definitions/798.html',
    keywords: ['secret', 'token', 'key', 'credential', 'creds', 'auth', 'bearer', 'salt', 'pepper'],
    title: { in: 'Secret' },
    find: (text, positions, kind) => find(text, positions, kind, SECRET),
    samples: GENERIC_KEY_SAMPLES,
  },
];

function* find(
  text: string,
  positions: readonly number[],
  kind: FileKind,
  classes: readonly NameClass[],
): Iterable<Candidate> {
  // Most texts repeat the same few names.
  const names = new Map<string, ReadName | undefined>();
  let past = 0;
  for (const position of positions) {
    if (position < past) continue;
    const span = withOwner(text, nameAt(text, position));
    past = span.end;
    if (!mayBeAssigned(text, span)) continue;
    const said = text.slice(span.start, span.end);
    const name = names.has(said) ? names.get(said) : readName(said);
    names.set(said, name);
    if (name === undefined || !classes.includes(name.is)) continue;
    const value = readAssigned(text, span, kind.format);
    if (value === undefined) continue;
    const { start, end, quoted } = value;
    const judge = (kind: FileKind) =>
      name.saysNone || isInTableOfHashes(text, span.start)
        ? 'no'
        : judgeAssigned(name, text.slice(start, end), quoted, kind);
    yield { start, end, name: span, judge };
  }
}

/** In notes, `API key` and `access key` are two words. */
function withOwner(text: string, { start, end }: NameSpan): NameSpan {
  const before = end - start === 3 ? text.slice(Math.max(0, start - 12), start) : '';
  const owner = /(?<![\w-])(?:api|access|secret|private|signing|encryption) $/i.exec(before)?.[0] ?? '';
  return { start: start - owner.length, end };
}

const IN_TABLE_OF_HASHES = limited(
  /(?:hash(?:es)?|digests?|checksums?|integrity)["']?\s{0,4}[:=]\s{0,4}\{[^{};]{0,260}$/i,
  300,
);

/** Bundlers store the hash of each file by its name: `chunkHash = { auth: "…", token: "…" }`. */
function isInTableOfHashes(text: string, start: number): boolean {
  const line = text.slice(Math.max(0, start - 300), start);
  return IN_TABLE_OF_HASHES.test(line);
}
