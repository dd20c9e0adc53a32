import { strengthOf } from '../checks/strength';
import { weighStrength } from '../checks/weigh';
import type { FileKind } from '../fileKind';
import { limited } from '../limited';
import type { Candidate, Rule } from '../rule';

/** A place, a colon, a user and a password: `jenkins: ann / v`. */
const LOGIN = limited(
  /^[\t ]{0,8}(?:[-*][\t ]{1,4})?[\w. -]{2,40}:[\t ]{1,4}[\w.@+-]{2,64} \/ ([^\s"'<>()|]{8,64})[\t ]{0,4}\r?$/,
  260,
);
const BEFORE = 130;
const BEHIND = 90;

/** Logins that people note. */
export const notesRules: readonly Rule[] = [
  {
    id: 'noted-login-password',
    name: 'Password of a noted login',
    provider: 'generic',
    why: 'Anyone who reads the note can sign in to what it names.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Change the password where it is used, and keep the new one in a password manager.',
    revokeUrl: null,
    keywords: [' / '],
    formats: ['text', 'markdown'],
    find,
    source: 'https://cwe.mitre.org/data/definitions/256.html',
    samples: {
      hit: [{ path: 'notes.txt', text: 'jenkins: ann / Zt5k+Qw9x=Lp2\n' }],
      clean: [
        { path: 'notes.txt', text: 'speed: metres / second-squared\nspeed: 10 / 2000-and-more\n' },
        { path: 'notes.txt', text: 'login: user / Password\n' },
      ],
    },
  },
];

function* find(text: string, positions: readonly number[]): Iterable<Candidate> {
  for (const position of positions) {
    const near = text.slice(Math.max(0, position - BEFORE), position);
    const start = position - near.length + near.lastIndexOf('\n') + 1;
    const behind = text.slice(position, position + BEHIND);
    const end = behind.indexOf('\n');
    const line = text.slice(start, position + (end < 0 ? behind.length : end));
    const value = line.includes(': ') ? LOGIN.exec(line)?.[1] : undefined;
    if (value === undefined) continue;
    const from = position + ' / '.length;
    yield { start: from, end: from + value.length, judge: (kind) => judge(value, kind) };
  }
}

/** Slashes part words, units and paths as well, so that only a strong value counts. */
function judge(value: string, kind: FileKind) {
  const isMixed = [/[a-z]/, /[A-Z]/, /\d/].every((sort) => sort.test(value));
  const strength = strengthOf(value);
  if (!isMixed || strength === 'filler' || strength === 'weak') return 'no';
  return kind.role === 'docs' ? 'medium' : weighStrength('human', kind);
}
