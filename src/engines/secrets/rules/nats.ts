import { isNkeySeed } from '../checks/nkey';
import type { Rule } from '../rule';

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
    keywords: ['sua', 'saa', 'soa', 'sca', 'sna', 'sxa'],
    pattern: /(?<![A-Za-z0-9_+/=-])S[UAOCNX]A[A-Z2-7]{55}(?![A-Za-z0-9_+/=-])/g,
    check: ({ secret }) => (isNkeySeed(secret) ? 'high' : 'medium'),
    minEntropy: 3.5,
    samples: {
      hit: ['nkey: SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY'],
      clean: ['nkey: SUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'SUACSSL3UAHUDXKFSNVUZRF5'],
    },
  },
];
