import { namedFinder } from '../generic/find';
import type { NameClass } from '../generic/names';
import { FOREIGN_KEYWORDS } from '../generic/vocabulary';
import type { Rule } from '../rule';
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
    keywords: ['pwd', 'pass', 'psk', 'psw', ' pw', '_pw', '-pw', '.pw', 'pw:', 'pw=', ...FOREIGN_KEYWORDS],
    title: { in: 'Password' },
    find: namedFinder(PASSWORD),
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
    find: namedFinder(SECRET),
    samples: GENERIC_KEY_SAMPLES,
  },
];
