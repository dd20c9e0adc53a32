import { describe, expect, it } from 'vitest';
import { decideSignIn, type SignInFacts } from './rules';

const NOBODY: SignInFacts = {
  owner: undefined,
  present: undefined,
  isSetUp: true,
  address: 'ana@example.com',
  account: undefined,
  openRegistration: false,
  allowedDomains: [],
};
const account = (isVerified: boolean, isUnclaimed: boolean) => ({ id: 'ana', isVerified, isUnclaimed });

const CASES: [string, Partial<SignInFacts>, string][] = [
  ['a known account signs its user in', { owner: 'ana' }, 'use ana'],
  ['also with an address that is not verified any more', { owner: 'ana', address: null }, 'use ana'],
  ['connecting again is harmless', { owner: 'ana', present: 'ana' }, 'use ana'],
  ['an account of another user', { owner: 'ana', present: 'bo' }, 'refuse taken'],
  ['a signed-in user connects, whatever the address', { present: 'bo', address: null }, 'connect bo'],
  ['before the first account', { isSetUp: false, openRegistration: true }, 'refuse not_set_up'],
  ['an unverified address', { address: null, openRegistration: true }, 'refuse unverified'],
  ['verified on both sides', { account: account(true, false) }, 'join ana'],
  ['an invitation', { account: account(false, true) }, 'join ana'],
  ['an account with a password only', { account: account(false, false) }, 'refuse not_joined'],
  [
    'not even with open registration',
    { account: account(false, false), openRegistration: true, allowedDomains: ['example.com'] },
    'refuse not_joined',
  ],
  ['closed registration', {}, 'refuse closed'],
  ['open registration', { openRegistration: true }, 'create ana@example.com'],
  ['an allowed domain', { allowedDomains: ['example.com'] }, 'create ana@example.com'],
  [
    'a domain below an allowed one',
    { address: 'a@x.example.com', allowedDomains: ['example.com'] },
    'refuse closed',
  ],
  [
    'a domain that ends like it',
    { address: 'a@notexample.com', allowedDomains: ['example.com'] },
    'refuse closed',
  ],
  ['a quoted @', { address: '"a@example.com"@evil.com', allowedDomains: ['example.com'] }, 'refuse closed'],
];

describe('decideSignIn', () => {
  it.each(CASES)('%s', (_name, facts, expected) => {
    const { type, ...rest } = decideSignIn({ ...NOBODY, ...facts });
    expect([type, ...Object.values(rest)].join(' ')).toBe(expected);
  });
});
