import type { Rule } from '../rule';

/** Credentials of Typeform. */
export const typeformRules: readonly Rule[] = [
  {
    id: 'typeform-api-token',
    name: 'Typeform personal access token',
    provider: 'Typeform',
    why: 'Anyone with it can read all answers to the forms of its owner, and change the forms.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Regenerate or delete the token in the list of personal tokens.',
    revokeUrl: 'https://admin.typeform.com/user/tokens',
    source: 'https://www.typeform.com/developers/get-started/personal-access-token/',
    keywords: ['tfp_'],
    pattern: /(?<!\w)tfp_[\w.=-]{40,59}(?![\w.=-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'TYPEFORM_TOKEN=tfp_WauPLODSP1sXxtJinBM4n6RzMpfDIV9ieRxj3Rgl_4fFlmZFOQPSbKpzOt0',
        'export TYPEFORM_TOKEN="tfp_UQFmf9AmeoUP79q1HZovKiKyuSAfXpeUYGjy0VWm_sdvb0ak2vL7KZEqP5n"',
      ],
      clean: ['TYPEFORM_TOKEN=$TYPEFORM_TOKEN', 'TYPEFORM_TOKEN=tfp_UUhaQxh54QZNSClY13UmHaXMzJrzi'],
    },
  },
];
