import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Pinecone. */
export const pineconeRules: readonly Rule[] = [
  {
    id: 'pinecone-api-key',
    name: 'Pinecone API key',
    provider: 'Pinecone',
    why: 'Anyone with it can read, change and delete the vectors of the project.',
    severity: 'high',
    confidence: 'high',
    revoke: "Delete the key in the project's settings.",
    revokeUrl: 'https://app.pinecone.io/organizations/-/projects/-/keys',
    source: 'https://docs.pinecone.io/guides/projects/manage-api-keys',
    keywords: ['pcsk_'],
    pattern: /(?<![A-Za-z0-9_])pcsk_[A-Za-z0-9]{4,8}_[A-Za-z0-9]{50,72}(?![A-Za-z0-9_])/g,
    minEntropy: 3.8,
    samples: {
      hit: [
        'PINECONE_API_KEY=pcsk_s8lhBC_LEFPb3EDBK3FbikPWHuKyLUXbNshCyrDa4SuLzFUYTWNhGueJPYNfXx3gvWQmnk',
        'pc = Pinecone(api_key="pcsk_r2fjQ_u9aXtg8jlia1OAtofhIrZ09jlbnwFGFAJ8iNcknFH8JNbK1qayVBfvzb0PnsAzo")',
      ],
      clean: ['PINECONE_API_KEY=pcsk_C6oR4Y', 'PINECONE_API_KEY="pcsk_..."'],
    },
  },
  {
    id: 'pinecone-legacy-api-key',
    name: 'Pinecone API key without prefix',
    provider: 'Pinecone',
    why: 'Anyone with it can read, change and delete the vectors of the project.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Delete the key in the project's settings.",
    revokeUrl: 'https://app.pinecone.io/organizations/-/projects/-/keys',
    source: 'https://docs.pinecone.io/guides/projects/manage-api-keys',
    keywords: ['pinecone'],
    pattern: assigned('pinecone[\\w.-]{0,20}(?:key|token)', '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'),
    minEntropy: 3,
    samples: {
      hit: [
        'PINECONE_API_KEY=aa13f7c8-4b9a-4536-a876-dbd49a533a4e',
        '"pineconeApiKey": "a9c1ed0a-669f-40c4-800a-82883dee40a7"',
      ],
      clean: ['PINECONE_PROJECT_ID=ad5c912b-be84-44dd-bf5e-5537de3fab64', 'PINECONE_API_KEY=6cfe8424'],
    },
  },
];
