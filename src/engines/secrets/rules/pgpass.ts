import { isMadeUpHost, isNearHost } from '../checks/hosts';
import { strengthOf } from '../checks/strength';
import { weigh } from '../checks/weigh';
import { passwordRule } from '../passwordRule';
import type { Check, Rule } from '../rule';

const check: Check = ({ secret, groups, kind }) => {
  const host = groups.host ?? '';
  if (isMadeUpHost(host)) return 'no';
  const strength = strengthOf(secret);
  if (!isNearHost(host)) return weigh(secret, kind);
  return strength === 'filler' || kind.role !== 'product' ? 'no' : strength === 'random' ? 'medium' : 'low';
};

/** Passwords in PostgreSQL's password file. */
export const pgpassRules: readonly Rule[] = [
  passwordRule({
    id: 'pgpass-password',
    name: 'Password in .pgpass',
    provider: 'generic',
    why: 'Anyone who can reach the server can read and change its data as this user.',
    keywords: [':5432:', ':*:', ':5433:', ':6432:'],
    pattern:
      /^(?<host>\*|[\w.-]{1,120}|\/[\w./-]{1,120}):(?:\d{2,5}|\*):(?:[^\s:]{1,120}):(?<user>[^\s:]{1,120}):(?<secret>[^\s:][^\s]{3,200})$/gm,
    reach: { before: 140, after: 512 },
    formats: ['pgpass', 'text', 'shell', 'markdown', 'ini'],
    check,
    source: 'https://www.postgresql.org/docs/current/libpq-pgpass.html',
    samples: {
      hit: [
        { path: '.pgpass', text: 'pg.acme-billing.io:5432:billing:app:Zt5kQw9xLp2m\n' },
        { path: 'home/.pgpass', text: '# production\n10.4.0.12:*:*:admin:Mx7-qTr4Zw\n' },
      ],
      clean: [
        { path: '.pgpass', text: 'hostname:5432:database:username:password\n' },
        { path: '.pgpass', text: 'localhost:5432:*:postgres:$' + '{PGPASSWORD}\n' },
      ],
    },
  }),
];
