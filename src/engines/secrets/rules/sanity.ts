import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Sanity. */
export const sanityRules: readonly Rule[] = [
  {
    id: 'sanity-api-token',
    name: 'Sanity API token',
    provider: 'Sanity',
    why: 'Anyone with it can read drafts of the project and, where it may write, change all content.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the token in the list of tokens of the project and create a new one.',
    revokeUrl: 'https://www.sanity.io/manage',
    source: 'https://www.sanity.io/docs/content-lake/http-auth',
    keywords: ['sanity'],
    pattern: assigned('sanity', 'sk[0-9A-Za-z]{78,220}'),
    minEntropy: 4,
    check: mixedCharacters,
    samples: {
      hit: [
        'SANITY_API_TOKEN=skoydBEUsB3tBAbtbevhSbdumNHGzfe3uWzfTAIB6Vseq1pV4LfkyxA0eVTLkcpdOgzfzrqIgnU5xjmceBZ6SS4hT0Z6SkLVImjYJ3aw6rOAY41RSirF4byEtSwJc8zBNSN4Y9DtgTPzpZJC2SvOgcdxHpJXEgXKDhqCWnOSg75qHrMmrkOh',
        'export SANITY_API_TOKEN="skKEcUKzA0IZ9GYtblkrbg8eqK8kDDpUyfBHmKrwa4RAGI7SWkM7LG764zuSp8RZ98s15Scx6jIAarXgrCeeIXGA7iZzdKqWRLwI0mp7Zrc8jvD0kECCcxWj18CW3E0uJJQ2vjmMrMw4aHmUKV6KSQ461K1igoTrkBuh1SdyqC4L4cMRUGpB"',
      ],
      clean: [
        'SANITY_API_TOKEN=$SANITY_API_TOKEN',
        'SANITY_API_TOKEN=sk72Uidsdv4APNghzqtdTIYKOZMy3mr8FgZWRtF4Migf1Zcr3xg1u9GMKAzZYKBu2dbnvA',
      ],
    },
  },
];
