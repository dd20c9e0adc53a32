import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Credentials of Trigger.dev. */
export const triggerRules: readonly Rule[] = [
  {
    id: 'trigger-secret-key',
    name: 'Trigger.dev secret key',
    provider: 'Trigger.dev',
    why: 'Anyone with it can start tasks with data of their choice and read what they returned.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Regenerate the key on the API keys page.',
    revokeUrl: 'https://cloud.trigger.dev/',
    source: 'https://trigger.dev/docs/apikeys',
    keywords: ['tr_prod_', 'tr_stg_', 'tr_preview_'],
    pattern: /(?<!\w)tr_(?:prod|stg|preview)_[0-9A-Za-z]{20,24}(?!\w)/g,
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'TRIGGER_SECRET_KEY=tr_prod_Bs6CklL4rp7R0AruZ0xo',
        'trigger_secret_key: tr_prod_HBbAQbv5dFFotJKPxZ7x',
      ],
      clean: ['TRIGGER_SECRET_KEY=$TRIGGER_SECRET_KEY', 'TRIGGER_SECRET_KEY=tr_prod_6PiQ09JU5utOQ2Km3'],
    },
  },
  {
    id: 'trigger-personal-access-token',
    name: 'Trigger.dev personal access token',
    provider: 'Trigger.dev',
    why: 'Anyone with it can deploy to every project of its owner and read their environments.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token in the account settings and create a new one.',
    revokeUrl: 'https://cloud.trigger.dev/account/tokens',
    source: 'https://trigger.dev/docs/apikeys',
    keywords: ['tr_pat_'],
    pattern: /(?<!\w)tr_pat_[0-9a-z]{40}(?!\w)/g,
    samples: {
      hit: [
        'TRIGGER_ACCESS_TOKEN=tr_pat_h9bz050fehbzxdwkf3qhjif6bxjfxhvv08e3jkxu',
        "const triggerAccessToken = 'tr_pat_gyevvvtu40gn7ffcqsll5t7cokj8qnm48p6nfeyv';",
      ],
      clean: [
        'TRIGGER_ACCESS_TOKEN=$TRIGGER_ACCESS_TOKEN',
        'TRIGGER_ACCESS_TOKEN=tr_pat_qcshhmxvkepkg3p1scmd3l3vbaww9njor6p3i',
      ],
    },
  },
];
