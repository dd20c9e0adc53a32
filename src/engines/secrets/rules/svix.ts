import type { Rule } from '../rule';

/** Credentials of Svix. */
export const svixRules: readonly Rule[] = [
  {
    id: 'svix-webhook-secret',
    name: 'Signing secret of Standard Webhooks (Svix, Resend, Clerk)',
    provider: 'Svix',
    why: 'Anyone with it can forge events to the endpoint.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Rotate the signing secret of the endpoint at the provider that sends to it.',
    revokeUrl: 'https://dashboard.svix.com/',
    source: 'https://docs.svix.com/receiving/verifying-payloads/how-manual',
    keywords: ['whsec_'],
    pattern: /(?<!\w)whsec_(?=[0-9A-Za-z]{0,63}[+/=])[0-9A-Za-z+/]{30,86}={0,2}(?![\w+/=])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'WEBHOOK_SECRET=whsec_D80WBP3BSHhx8ft/GfP4xZwMvK+4Uq2P',
        "const webhookSecret = 'whsec_oXsrJu8FdBQ0Ud1/yC63CiLmfD+9YSjn';",
      ],
      clean: ['WEBHOOK_SECRET=$WEBHOOK_SECRET', 'WEBHOOK_SECRET=whsec_456yT1AxdOzny33/KHYfY'],
    },
  },
];
