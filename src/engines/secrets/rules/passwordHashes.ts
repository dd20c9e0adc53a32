import { passwordRule } from '../passwordRule';
import type { Check, Rule } from '../rule';
import { HASH_SAMPLES, LDAP_HASH_SAMPLES, USER_HASH_SAMPLES } from '../samples/passwordHashes';

/** A hash beside a user's name protects an account. Elsewhere it may belong to a test. */
const checkHash: Check = ({ secret, text, start, kind }) => {
  if (new Set(secret.slice(-16)).size < 6) return 'no';
  const before = text.slice(Math.max(0, start - 80), start);
  return kind.role === 'product' && !/example|sample|e\.g\./i.test(before) ? undefined : 'low';
};

const about = {
  provider: 'generic',
  why: 'Passwords that people chose can be found by trying many: a hash only slows that down.',
  revoke:
    'Change the password that the hash was made of, wherever it is used, and keep hashes out of the repository.',
  cwe: 'CWE-916',
  check: checkHash,
} as const;

/** `$id$…` of crypt(3), with the minimum that distinguishes each from other text with dollar signs. */
const CRYPT =
  '\\$2[abxy]?\\$\\d\\d\\$[./A-Za-z0-9]{53}|\\$1\\$[./A-Za-z0-9]{1,8}\\$[./A-Za-z0-9]{22}|\\$apr1\\$[./A-Za-z0-9]{1,8}\\$[./A-Za-z0-9]{22,26}|\\$5\\$(?:rounds=\\d{1,9}\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{43}|\\$6\\$(?:rounds=\\d{1,9}\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{86}|\\$md5(?:,rounds=\\d{1,9})?\\$[./A-Za-z0-9]{1,16}\\$\\$?[./A-Za-z0-9]{22}|\\$(?:y|gy|7)\\$[./A-Za-z0-9]{2,20}\\$[./A-Za-z0-9]{1,86}\\$[./A-Za-z0-9]{43}';

/** Hashes of passwords: in htpasswd and shadow files, in dumps of databases, in configuration and in code. */
export const passwordHashesRules: readonly Rule[] = [
  passwordRule({
    ...about,
    id: 'kerberos-ticket-hash',
    name: 'Part of a Kerberos ticket that a password encrypts',
    severity: 'medium',
    confidence: 'medium',
    keywords: ['$krb5'],
    pattern:
      /\$krb5(?:asrep|tgs|pa)\$(?:17|18|23)\$(?<secret>[^\s:$]{1,120}[:$][^\s]{0,200}?[0-9a-f]{24,64}\$[0-9a-f]{32,4000})(?![0-9a-f])/gi,
    reach: { before: 0, after: 4500 },
    source: 'https://hashcat.net/wiki/doku.php?id=example_hashes',
    samples: {
      hit: [
        '$krb5asrep$23$ops@ACME.LOCAL:3e156ada591263b8aab0965f5aebd837$007497cb51b6c8116d6407a782ea0e1c5402b17db7afa6b05a6d30ed164a9933',
      ],
      clean: ['$krb5asrep$23$user@domain.com:<hash>', '$krb5tgs$23$*user$realm$spn*$'],
    },
  }),
  passwordRule({
    ...about,
    id: 'user-password-hash',
    name: 'Password hash of a user',
    severity: 'medium',
    confidence: 'high',
    keywords: ['$2a$', '$2b$', '$2y$', '$1$', '$apr1$', '$5$', '$6$', '$y$', '$gy$', '$7$', '$md5'],
    pattern: new RegExp(`(?<=^[\\w.@+-]{1,64}:!{0,2})(?<secret>${CRYPT})(?=[:\\s]|$)`, 'gm'),
    reach: { before: 70, after: 250 },
    source: 'https://manpages.debian.org/bookworm/libcrypt-dev/crypt.5.en.html',
    samples: USER_HASH_SAMPLES,
  }),
  passwordRule({
    ...about,
    id: 'password-hash',
    name: 'Password hash',
    severity: 'low',
    confidence: 'medium',
    keywords: [
      '$2a$',
      '$2b$',
      '$2y$',
      '$1$',
      '$apr1$',
      '$5$',
      '$6$',
      '$y$',
      '$gy$',
      '$7$',
      '$md5',
      '$argon2',
      'pbkdf2_sha',
      '$p$',
      '$h$',
      'scrypt:',
      'pbkdf2:sha',
    ],
    pattern: new RegExp(
      `(?<![\\w$])(?<!^[\\w.@+-]{1,64}:!{0,2})(?<secret>${CRYPT}|\\$argon2(?:id|i|d)\\$v=\\d{1,3}\\$m=\\d{1,9},t=\\d{1,4},p=\\d{1,4}\\$[A-Za-z0-9+/]{8,90}\\$[A-Za-z0-9+/]{20,180}|pbkdf2_sha(?:1|256|512)\\$\\d{1,8}\\$[A-Za-z0-9+/=._-]{4,64}\\$[A-Za-z0-9+/]{27,88}={0,2}|\\$[PH]\\$[./A-Za-z0-9]{31}|(?:scrypt:\\d{1,8}:\\d{1,3}:\\d{1,3}|pbkdf2:sha(?:1|256|512):\\d{1,8})\\$[A-Za-z0-9]{8,22}\\$[0-9a-f]{40,128})(?![\\w./])`,
      'gm',
    ),
    reach: { before: 70, after: 420 },
    source: 'https://manpages.debian.org/bookworm/libcrypt-dev/crypt.5.en.html',
    samples: HASH_SAMPLES,
  }),
  passwordRule({
    ...about,
    id: 'ldap-password-hash',
    name: 'Password hash of an LDAP or htpasswd user',
    severity: 'medium',
    confidence: 'medium',
    keywords: ['{ssha', '{sha', '{smd5}', '{crypt}', 'e1ntse'],
    pattern:
      /(?<secret>\{(?:SSHA|SHA)(?:256|384|512)?\}[A-Za-z0-9+/]{27,128}={0,2}|\{SMD5\}[A-Za-z0-9+/]{22,60}={0,2}|(?<=userPassword:: )e1NTSE[A-Za-z0-9+/]{20,120}={0,2})(?![\w+/=])/g,
    source: 'https://www.openldap.org/doc/admin26/security.html',
    samples: LDAP_HASH_SAMPLES,
  }),
];
