import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Zendesk. */
export const zendeskRules: readonly Rule[] = [
  {
    id: 'zendesk-secret-key',
    name: 'Zendesk API token',
    provider: 'Zendesk',
    why: 'Together with the address of an agent, anyone can read and answer all tickets, customer data included.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the token in the list of API tokens in the admin centre and create a new one.',
    revokeUrl: 'https://support.zendesk.com/hc/en-us/articles/4408889192858',
    source: 'https://developer.zendesk.com/api-reference/introduction/security-and-auth/',
    keywords: ['zendesk'],
    pattern: assigned('zendesk', '[0-9A-Za-z]{40}'),
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'ZENDESK_API_TOKEN=jo4OXbFF1TUGDyyvwCNgPxifmhJZ7t9ZjPtElUb2',
        'export ZENDESK_API_TOKEN="iS3NexR6jTggSVzAnGvX90hzWfy0L4IXTyDkGpL9"',
      ],
      clean: [
        'ZENDESK_API_TOKEN=$ZENDESK_API_TOKEN',
        'ZENDESK_API_TOKEN=Zy8BVieH6Echu4xACNcsAFJyNjQP7IQtA8i0O',
      ],
    },
  },
  {
    id: 'zendesk-oauth-token',
    name: 'Zendesk OAuth access token or client secret',
    provider: 'Zendesk',
    why: 'Anyone with it can read and change tickets within its scopes, or get tokens in the name of the client.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the token or the OAuth client in the admin centre and create a new one.',
    revokeUrl: 'https://support.zendesk.com/hc/en-us/articles/4408889192858',
    source: 'https://developer.zendesk.com/api-reference/introduction/security-and-auth/',
    keywords: ['zendesk'],
    pattern: assigned('zendesk', '[0-9a-f]{64}'),
    minEntropy: 3,
    samples: {
      hit: [
        'ZENDESK_CLIENT_SECRET=841d1114cd9e22454d7f1034e7b23fd768cfefa38952feb33dcaef064568ca8c',
        'zendesk_client_secret = "28f3d1a4338d27273aff621d3d594856754a5897f3bd43619b0d58b6202db26d"',
      ],
      clean: [
        'ZENDESK_CLIENT_SECRET=$ZENDESK_CLIENT_SECRET',
        'ZENDESK_CLIENT_SECRET=3708ac3d7401d8fa393bf6f618acd2862feefeb2892c75b5e478b04c73c11',
      ],
    },
  },
];
