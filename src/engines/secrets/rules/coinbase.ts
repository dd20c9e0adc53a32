import { assigned } from '../patterns';
import type { Rule } from '../rule';

const KEYS = 'https://portal.cdp.coinbase.com/projects/api-keys';

/** Coinbase. The private keys of its ECDSA key files are found as keys in PEM. */
export const coinbaseRules: readonly Rule[] = [
  {
    id: 'coinbase-api-secret',
    name: 'Coinbase API secret',
    provider: 'Coinbase',
    why: 'With its key id, anyone can see the account’s balances and, within its rights, trade or send money.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the API key in the developer platform and review the account’s transactions.',
    revokeUrl: KEYS,
    source: 'https://docs.cdp.coinbase.com/get-started/authentication/cdp-api-keys',
    keywords: ['coinbase'],
    pattern: assigned('coinbase[\\w.\\-]{0,20}(?:secret|private)', '(?:[A-Za-z0-9+/]{86}==|[A-Za-z0-9]{32})'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'COINBASE_API_SECRET=jUiu1nmBn7wnujxlWgD9NNPYl56Z1urA',
        'coinbaseSecret: "A/LNlQbwmkA3SDUtANKKslQV4vr00brRAEigoei/VzJyWFR0UkWO0cxaIhtvGHN4zChuAS23HxeLGH9a9nOhsA=="',
      ],
      clean: ['COINBASE_API_KEY=xbTesrcMdakd0cCs', 'COINBASE_API_SECRET=$SECRET'],
    },
  },
  {
    id: 'coinbase-access-token',
    name: 'Coinbase access token',
    provider: 'Coinbase',
    why: 'Until it expires, anyone with it acts for its owner within its scopes.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the app’s access in the account’s settings.',
    revokeUrl: 'https://accounts.coinbase.com/security/settings',
    source: 'https://docs.cdp.coinbase.com/coinbase-app/oauth2-integration/overview',
    keywords: ['coinbase'],
    pattern: assigned('coinbase', '[A-Za-z0-9_-]{64}'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'COINBASE_ACCESS_TOKEN=00f9fd50435cd5ff0da298e314ea450ccf559fbdfa1eb20aa0dbb75a91e1ec0c',
        "coinbaseToken: 'MEmbYkWpOGX2E4fpP0rp5WhYrEEk5Lor_f-dg9oo0XEx2xsoa-jyM3AKFSfBT2wo'",
      ],
      clean: ['COINBASE_ACCESS_TOKEN=OcNFBUdcfLnmFdrC1YjtyxCRklvdak', 'coinbase_hash: $COINBASE'],
    },
  },
];
