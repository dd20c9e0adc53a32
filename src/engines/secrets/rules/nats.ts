import { isNkeySeed } from '../checks/nkey';
import type { Candidate, Rule } from '../rule';

const SEED = /S[UAO]A[A-Z2-7]{55}(?![A-Za-z0-9_+/=-])/y;
const CAPITAL_S = 0x53;

/** Keys of NATS. */
export const natsRules: readonly Rule[] = [
  {
    id: 'nats-nkey-seed',
    name: 'Seed of a NATS key',
    provider: 'NATS',
    why: 'Anyone with it can sign in to the message system as the user, account or operator that it is of.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Create a new key with nk or nsc, and remove the old public key from the accounts that trust it.',
    revokeUrl: null,
    source: 'https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth',
    keywords: ['sua', 'saa', 'soa'],
    find,
    samples: {
      hit: ['nkey: SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY'],
      clean: ['nkey: SUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'SUACSSL3UAHUDXKFSNVUZRF5'],
    },
  },
];

/** The letters are frequent in words, so that each place is looked at once. */
function* find(text: string, positions: readonly number[]): Iterable<Candidate> {
  for (const start of positions) {
    if (text.charCodeAt(start) !== CAPITAL_S || /[A-Za-z0-9_+/=-]/.test(text.charAt(start - 1))) continue;
    SEED.lastIndex = start;
    const seed = SEED.exec(text)?.[0];
    if (seed === undefined || new Set(seed).size < 12) continue;
    yield { start, end: start + seed.length, judge: () => (isNkeySeed(seed) ? 'high' : 'medium') };
  }
}
