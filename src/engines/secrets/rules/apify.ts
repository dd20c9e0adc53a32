import type { Rule } from '../rule';

/** Apify. */
export const apifyRules: readonly Rule[] = [
  {
    id: 'apify-api-token',
    name: 'Apify API token or proxy password',
    provider: 'Apify',
    why: 'Anyone with it can run scrapers at the account’s cost and, with an API token, read what they stored.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete or rotate the token in the console’s API settings.',
    revokeUrl: 'https://console.apify.com/settings/integrations',
    source: 'https://docs.apify.com/platform/integrations/api',
    keywords: ['apify_api_', 'apify_proxy_'],
    pattern: /(?<![A-Za-z0-9_])apify_(?:api|proxy)_[A-Za-z0-9]{30,40}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'APIFY_TOKEN=apify_api_oW7JToPpYgPeV96VPKYWzPnNkO6b0wS5wQVn',
        'http://auto:apify_proxy_vAocEtjRStqqIoiqIQV8sqLpNdQGTKA5Qlt8@proxy.apify.com:8000',
      ],
      clean: ['APIFY_TOKEN=apify_api_DVrxirOtuUqJ', 'def apify_api_client(): ...'],
    },
  },
];
