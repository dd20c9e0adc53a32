import { findInColumn } from '../finders/tableColumn';
import type { Rule } from '../rule';

/** Passwords in lists of users. */
export const passwordTablesRules: readonly Rule[] = [
  {
    id: 'table-password',
    name: 'Password in a table of users',
    provider: 'generic',
    why: 'Anyone who reads the file can sign in as the people in it, here and wherever they use the same password.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Have all users in the table choose a new password, and remove the file from the repository.',
    revokeUrl: null,
    source: 'https://www.rfc-editor.org/rfc/rfc4180',
    cwe: 'CWE-256',
    formats: ['text'],
    keywords: ['password', 'passwd', 'pwd'],
    find: findInColumn,
    samples: {
      hit: [
        { path: 'users.csv', text: 'name,email,password\nann,ann@acme-billing.io,Zt5kQw9xLp2m\n' },
        { path: 'logins.tsv', text: 'site\tlogin\tpwd\nwiki\tann\tMx7-qTr4Zw\n' },
      ],
      clean: [
        { path: 'users.csv', text: 'name,password_hash\nann,9b74c9897bac770ffc029102a200c5de\n' },
        { path: 'users.csv', text: 'name,password\nann,\nben,********\n' },
      ],
    },
  },
];
