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
        'CONTENTFUL_MANAGEMENT_TOKEN=CFPAT-ymtFpsOjsFimEWqjrlzcgpNoMuZgZFm7AQqPLVOyhmZ',
        "accessToken: 'CFPAT-SXlPnlekZdcOnevg0fAXLghL_Em2ZX7f-_d_SNjLz8A'",
      ],
      clean: [
        'CONTENTFUL_MANAGEMENT_TOKEN=CFPAT-UXpHsCFMsdFpWiOGI0D6',
        'xCFPAT-YBlNcxd9UapftoQVGnV8TJmDuvr6fNBmQQ3bIcuMMWC',
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
    reach: { before: 64, after: 300 },
    pattern: assigned('contentful|access_?token', '[A-Za-z0-9_-]{43}'),
    minEntropy: 3.8,
    samples: {
      hit: [
        'CONTENTFUL_ACCESS_TOKEN=jVFOXG5tTDJJlmxRie60tJdGTTWExlDP8aM0cNspsSg',
        "contentful.createClient({ space: '8ncz8sqok22j', accessToken: 'T1DlJuvkLgJCsh1YqIk-QsmSEvopavi_GFRhOdgNm2J' })",
      ],
      clean: ['CONTENTFUL_SPACE_ID=e2ivgox4jhu1', 'CONTENTFUL_ACCESS_TOKEN=$TOKEN'],
    },
  },
];
