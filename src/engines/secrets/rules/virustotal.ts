import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of VirusTotal. */
export const virustotalRules: readonly Rule[] = [
  {
    id: 'virustotal-api-key',
    name: 'VirusTotal API key',
    provider: 'VirusTotal',
    why: "Anyone with it can use up its owner's quota and, with a premium account, read what was uploaded.",
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Regenerate the key on the API key page.',
    revokeUrl: 'https://www.virustotal.com/gui/my-apikey',
    source: 'https://docs.virustotal.com/reference/authentication',
    keywords: ['virustotal', 'vt_api', 'vtapi'],
    pattern: assigned('virus_?total[\\w.-]{0,20}(?:key|token)|vt_?api_?key', '[0-9a-f]{64}'),
    minEntropy: 3,
    samples: {
      hit: [
        'VIRUSTOTAL_API_KEY=69779aa0a5a285f791920a48d7f3f66c32c18fa5e9ccba4a9ba2d68e856ed517',
        'virustotal_api_key = "97d677c727cfabecddf31c1d561cb1b4c99565ef74df8c014cdec21e02ddfee9"',
      ],
      clean: [
        'VIRUSTOTAL_API_KEY=$VIRUSTOTAL_API_KEY',
        'VIRUSTOTAL_API_KEY=b2e41efe8a02c3bffb7a4b06b7a73c70f4cc11c739f1289bd74326ec8544d',
      ],
    },
  },
];
