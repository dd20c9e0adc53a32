import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of FullStory. */
export const fullStoryRules: readonly Rule[] = [
  {
    id: 'fullstory-api-key',
    name: 'FullStory API key',
    provider: 'FullStory',
    why: 'Anyone with it can read recorded sessions of users and change the settings of the account.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the key in the list of API keys of the account.',
    revokeUrl: 'https://app.fullstory.com/ui/settings/apikeys',
    source: 'https://developer.fullstory.com/server/authentication/',
    keywords: ['fullstory', 'full_story', 'full-story'],
    pattern: assigned('full[_-]?story', '(?:(?:na|eu)1\\.)?[A-Za-z0-9+/]{60,200}={0,2}'),
    minEntropy: 4,
    samples: {
      hit: [
        'FULLSTORY_API_KEY=na1.jmXJaUH+d8v9GrITtEAkE/whAwBtJcjv3bzKOjl5Y3D0ASOz44M8aK0ZxBZnquxZYV9dsDl4forWJyyNhFnLgeh1bVUvRW2Q',
        'fullstory_api_key: "nHbcTB05XXc3vu78+h1tzQ8gvQOevfA0uTqIgjuEMy0VgtfeB2NKv8q2M/hZZhLT+BdoN+2z4U6u1BHAi9=="',
      ],
      clean: [
        'FULLSTORY_ORG_ID=o-BHUBVT-na1',
        'FULLSTORY_API_KEY=na1.HWXEvsdE80A2SFYRqYB7',
        'FULLSTORY_API_KEY=your-key',
      ],
    },
  },
];
