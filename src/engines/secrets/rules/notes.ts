import { strengthOf } from '../checks/strength';
import { weighStrength } from '../checks/weigh';
import { passwordRule } from '../passwordRule';
import type { Check, Rule } from '../rule';

/** Slashes part words, units and paths as well, so that only a strong value counts. */
const check: Check = ({ secret, kind }) => {
  const isMixed = [/[a-z]/, /[A-Z]/, /\d/].every((sort) => sort.test(secret));
  const strength = strengthOf(secret);
  if (!isMixed || strength === 'filler' || strength === 'weak') return 'no';
  return kind.role === 'docs' ? 'medium' : weighStrength('human', kind);
};

/** Logins that people note. */
export const notesRules: readonly Rule[] = [
  passwordRule({
    id: 'noted-login-password',
    name: 'Password of a noted login',
    provider: 'generic',
    why: 'Anyone who reads the note can sign in to what it names.',
    keywords: [' / '],
    // A place, a colon, a user and a password: `jenkins: ann / v`.
    pattern:
      /^[\t ]{0,8}(?:[-*][\t ]{1,4})?[\w. -]{2,40}:[\t ]{1,4}(?<user>[\w.@+-]{2,64}) \/ (?<secret>[^\s"'<>()|]{8,64})[\t ]{0,4}\r?$/gm,
    reach: { before: 130, after: 90 },
    formats: ['text', 'markdown'],
    check,
    source: 'https://cwe.mitre.org/data/definitions/256.html',
    samples: {
      hit: [{ path: 'notes.txt', text: 'jenkins: ann / Zt5k+Qw9x=Lp2\n' }],
      clean: [
        { path: 'notes.txt', text: 'speed: metres / second-squared\nspeed: 10 / 2000-and-more\n' },
        { path: 'notes.txt', text: 'login: user / Password\n' },
      ],
    },
  }),
];
