import type { Rule } from '../rule';

/** Keys of Postman. */
export const postmanRules: readonly Rule[] = [
  {
    id: 'postman-api-key',
    name: 'Postman API key',
    provider: 'Postman',
    why: 'Anyone with it can read and change the collections and environments of its owner, with the secrets in them.',
    severity: 'high',
    confidence: 'high',
    revoke: "Delete the key in the account's settings.",
    revokeUrl: 'https://go.postman.co/settings/me/api-keys',
    source: 'https://learning.postman.com/docs/developer/postman-api/authentication/',
    keywords: ['pmak-'],
    pattern: /(?<![\w-])PMAK-[0-9a-f]{24}-[0-9a-f]{34}(?![\w-])/g,
    samples: {
      hit: [
        'POSTMAN_API_KEY=PMAK-2eeba33e5cc31a3990dd5a80-2d7bdaf0bbe3def9ec102829acb26c81c5',
        'newman run "https://api.getpostman.com/collections/1?apikey=PMAK-070883864c97a1e243819826-abe662779cb7b89a165e052964adb1fe9c"',
      ],
      clean: [
        'POSTMAN_API_KEY=PMAK-5c6f38c624648495ae9f2aea',
        'POSTMAN_API_KEY=PMAT-7ebe71a20b568270b5f7c3cf-50548c2568377421f5e1b0ab6aa6bba450',
      ],
    },
  },
  {
    id: 'postman-collection-access-key',
    name: 'Postman collection access key',
    provider: 'Postman',
    why: 'Anyone with it can read the collection.',
    severity: 'medium',
    confidence: 'high',
    revoke: "Revoke the key in the collection's share settings or under API keys.",
    revokeUrl: 'https://go.postman.co/settings/me/api-keys',
    source: 'https://learning.postman.com/docs/collaborating-in-postman/sharing/',
    keywords: ['pmat-'],
    pattern: /(?<![\w-])PMAT-[0-9A-Z]{26}(?![\w-])/g,
    minEntropy: 3.3,
    samples: {
      hit: [
        'https://api.postman.com/collections/123-abc?access_key=PMAT-01NORR6XLQM5UDV141BCD84A1G',
        'POSTMAN_COLLECTION_KEY=PMAT-01471JQSXANRZEP123UAOVJ2FF',
      ],
      clean: ['POSTMAN_COLLECTION_KEY=PMAT-Y8E78G9TM2', 'FORMAT-Z73HZ9DTM6DRSRCBSZ8IN9737V'],
    },
  },
];
