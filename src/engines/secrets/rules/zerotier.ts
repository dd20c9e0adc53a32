import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of ZeroTier. */
export const zerotierRules: readonly Rule[] = [
  {
    id: 'zerotier-api-token',
    name: 'ZeroTier API token',
    provider: 'ZeroTier',
    why: 'Anyone with it can let machines into the networks of its owner.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the token on the account page and create a new one.',
    revokeUrl: 'https://my.zerotier.com/account',
    source: 'https://docs.zerotier.com/api/tokens/',
    keywords: ['zerotier'],
    pattern: assigned('zerotier[\\w.-]{0,20}(?:token|key|secret)', '[0-9A-Za-z]{32}'),
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'ZEROTIER_CENTRAL_TOKEN=SccokmNQpVCpBKlpRC6vdSIm1eoD4pZC',
        'export ZEROTIER_CENTRAL_TOKEN="DEy5e6EyY84mN4PHTylHC8Rs5KRMb9Ar"',
      ],
      clean: [
        'ZEROTIER_CENTRAL_TOKEN=$ZEROTIER_CENTRAL_TOKEN',
        'ZEROTIER_CENTRAL_TOKEN=gGZEDAa1zwAYCtsQkroxqOAwZNmFW',
      ],
    },
  },
];
