import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Contentful. */
export const contentfulRules: readonly Rule[] = [
  {
    id: 'contentful-management-token',
    name: 'Contentful personal access token',
    provider: 'Contentful',
    why: 'Anyone with it can change and delete all content and settings that its owner can.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token under CMA tokens in the account settings.',
    revokeUrl: 'https://app.contentful.com/account/profile/cma_tokens',
    source: 'https://www.contentful.com/developers/docs/references/authentication/',
    keywords: ['cfpat-'],
    pattern: /(?<![A-Za-z0-9_-])CFPAT-[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'CONTENTFUL_MANAGEMENT_TOKEN=CFPAT-ElNkiCCSQQbaBubUHGPbVnGunm0Xy-ZR6No0Gb01ME9',
        "accessToken: 'CFPAT-upRdHzi4DUJEvQ3PbdeNs_RXsWF2CQC9uYTSKuau4h4'",
      ],
      clean: [
        'CONTENTFUL_MANAGEMENT_TOKEN=CFPAT-WmiBnfbTwvndsw5HZHQs',
        'xCFPAT-mIUHGOraMvyZDXzQELLF2aUp1aw6FZ2Krxz0K6x6PU8',
      ],
    },
  },
  {
    id: 'contentful-delivery-api-token',
    name: 'Contentful delivery or preview API token',
    provider: 'Contentful',
    why: 'It reads content: published content with a delivery token, which web pages often carry, drafts with a preview token.',
    severity: 'low',
    confidence: 'medium',
    revoke: 'Delete the API key in the space’s settings.',
    revokeUrl: 'https://app.contentful.com/',
    source: 'https://www.contentful.com/developers/docs/references/authentication/',
    keywords: ['contentful'],
    pattern: assigned('contentful', '[A-Za-z0-9_-]{43}'),
    minEntropy: 3.8,
    samples: {
      hit: [
        'CONTENTFUL_ACCESS_TOKEN=VTps8jEbMej8C17XfOS4yVkHtXACJX9iRn7njp-rAdM',
        '"contentful_preview_token": "pzTP-YCByQd0099d43XL38eA7RXxdVWLxiPmCWpzp6I"',
      ],
      clean: ['CONTENTFUL_SPACE_ID=pxttxrmhrz4i', 'CONTENTFUL_ACCESS_TOKEN=$TOKEN'],
    },
  },
];
