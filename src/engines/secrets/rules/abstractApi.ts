import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Abstract, whose APIs validate addresses, numbers and IPs. */
export const abstractApiRules: readonly Rule[] = [
  {
    id: 'abstract-api-key',
    name: 'Abstract API key',
    provider: 'Abstract',
    why: 'Anyone with it can use up the account’s requests.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Regenerate the key in the dashboard of the interface that it is for.',
    revokeUrl: 'https://app.abstractapi.com/',
    source: 'https://docs.abstractapi.com/',
    keywords: ['abstract'],
    pattern: assigned(
      'abstractapi\\.com/[\\w./]{0,30}\\?api_key|abstract[_.-]?(?:api|email|phone|ip|geo|key)',
      '[0-9a-f]{32}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'https://ipgeolocation.abstractapi.com/v1/?api_key=57fdae5367b816cfd3984b02a3fb4f4f',
        'ABSTRACT_API_KEY=1af64b03dc5e87344de38c2c10fc6b20',
      ],
      clean: [
        'abstract class Digest { value = "4610843d44a81d21e107c0fecc49708e" }',
        'ABSTRACT_API_KEY=38ff2b4f5e7a82684cc5',
      ],
    },
  },
];
