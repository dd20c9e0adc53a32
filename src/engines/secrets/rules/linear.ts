import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Linear. */
export const linearRules: readonly Rule[] = [
  {
    id: 'linear-api-key',
    name: 'Linear personal API key',
    provider: 'Linear',
    why: 'Anyone with it can read and change every issue and document that its owner can.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the key under Settings, Security & access.',
    revokeUrl: 'https://linear.app/settings/account/security',
    source: 'https://linear.app/developers/graphql#personal-api-keys',
    keywords: ['lin_api_'],
    pattern: /(?<![A-Za-z0-9_])lin_api_[A-Za-z0-9]{40}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'LINEAR_API_KEY=lin_api_REkoxhJdDcsxLqUbNmintwW6gB5HDAf7N22F0sFS',
        'new LinearClient({ apiKey: "lin_api_SbyYY2xoaY98ErpxmuAMRHOSvdVdZ6anoLvsyWer" })',
      ],
      clean: [
        'LINEAR_API_KEY=lin_api_fzO7l0Z0kIwHYBjRu7Qh',
        'berlin_api_KJBBqJq4tbZplPiBj5C3epgl13ypzfpdJsWXzMyG',
      ],
    },
  },
  {
    id: 'linear-oauth-token',
    name: 'Linear OAuth access token',
    provider: 'Linear',
    why: 'Anyone with it can use Linear as the user who authorised the app, within its scopes.',
    severity: 'high',
    confidence: 'high',
    revoke: "Revoke the app's access under Settings, Security & access.",
    revokeUrl: 'https://linear.app/settings/account/security',
    source: 'https://linear.app/developers/oauth-2-0-authentication',
    keywords: ['lin_oauth_'],
    pattern: /(?<![A-Za-z0-9_])lin_oauth_[A-Za-z0-9]{40,64}(?![A-Za-z0-9_])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'LINEAR_TOKEN=lin_oauth_6591fff5fd865c99d3f54ff78f44e054bc8b2c3bf0746ed63577feb6fa0fd2a4',
        '{"access_token":"lin_oauth_957cef8736274272e9fc9138a74087beaf2dafff14c6637173f55c894e6e1741","token_type":"Bearer"}',
      ],
      clean: ['LINEAR_TOKEN=lin_oauth_cff0e0a38727bb71fbe3', 'LINEAR_TOKEN=lin_oauth_$token'],
    },
  },
  {
    id: 'linear-webhook-secret',
    name: 'Linear webhook signing secret',
    provider: 'Linear',
    why: "Anyone with it can forge webhooks that the receiver accepts as Linear's.",
    severity: 'medium',
    confidence: 'high',
    revoke: 'Delete the webhook under Settings, API, and create it again.',
    revokeUrl: 'https://linear.app/settings/api',
    source: 'https://linear.app/developers/webhooks',
    keywords: ['lin_wh_'],
    pattern: /(?<![A-Za-z0-9_])lin_wh_[A-Za-z0-9]{30,64}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'LINEAR_WEBHOOK_SECRET=lin_wh_Teyw2Lci3ljmqsoXLUv62OPMruESBOY2u1njJD8A',
        'secret: "lin_wh_N0Ldf2syuFpM3rDx25FTsYXQrheZCulQdLXNXiPp"',
      ],
      clean: [
        'LINEAR_WEBHOOK_SECRET=lin_wh_0gfeQFM3kk',
        'berlin_wh_nOkQUUdV4J081NjFM1iUFThbDGprf1NivB9lnO7r',
      ],
    },
  },
  {
    id: 'linear-client-secret',
    name: 'Linear OAuth client secret',
    provider: 'Linear',
    why: 'Anyone with it can obtain tokens as the application that users have authorised.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Rotate the secret on the application's page under Settings, API.",
    revokeUrl: 'https://linear.app/settings/api/applications',
    source: 'https://linear.app/developers/oauth-2-0-authentication',
    keywords: ['linear'],
    pattern: assigned('(?<![a-z])linear[\\w.-]{0,20}secret', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'LINEAR_CLIENT_SECRET=880c19b4242669fc11d4d0e77ed7ee23',
        "linearClientSecret: '2e46ae149e22aba6b9165271f1d027c6',",
      ],
      clean: ['LINEAR_CLIENT_ID=43d1e878417f7ccfdb19e864cc6ddcab', 'LINEAR_CLIENT_SECRET=0c85646222e9'],
    },
  },
];
