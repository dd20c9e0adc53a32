import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Vercel. */
export const vercelRules: readonly Rule[] = [
  {
    id: 'vercel-token',
    name: 'Vercel access, integration or AI gateway token',
    provider: 'Vercel',
    why: 'Anyone with it can deploy projects and read their environment variables, or use models, at the cost of its owner.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token in the settings of the account, the integration or the AI gateway.',
    revokeUrl: 'https://vercel.com/account/settings/tokens',
    source: 'https://vercel.com/docs/rest-api#creating-an-access-token',
    keywords: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
    pattern: /(?<!\w)vc[piark]_[0-9A-Za-z]{50,60}(?!\w)/g,
    minEntropy: 4,
    samples: {
      hit: [
        'VERCEL_TOKEN=vcp_84bHnS8rymZNV8pf1ECZsHPzREm1zB0UnlmZ6pDn6m22BEJKTYMS3hd0',
        'vercel_token = "vcp_GXzfRBiCvNWLGOj74CNpNxNCkrEoSZJbbp87GWoIMcqIWjdEgLxTYG4m"',
      ],
      clean: ['VERCEL_TOKEN=$VERCEL_TOKEN', 'VERCEL_TOKEN=vcp_qvP6oDJIF1zOQ2Kv9ym4EjW8iubO6fLQQXxDR6xPT4E0'],
    },
  },
  {
    id: 'vercel-legacy-token',
    name: 'Vercel token (without prefix)',
    provider: 'Vercel',
    why: 'Anyone with it can deploy the projects of its owner and read their environment variables.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the token in the list of tokens of the account and create a new one.',
    revokeUrl: 'https://vercel.com/account/settings/tokens',
    source: 'https://vercel.com/docs/rest-api#creating-an-access-token',
    keywords: ['vercel', 'now_token'],
    pattern: assigned('(?:vercel[\\w.-]{0,20}|now_)token', '[0-9A-Za-z]{24}'),
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: ['VERCEL_TOKEN=OspHi6GDGhnvFvOBbl5mL0vC', '"vercelToken": "meNYdNot2yMQag1rXB1SCNYK"'],
      clean: ['VERCEL_TOKEN=$VERCEL_TOKEN', 'VERCEL_TOKEN=33hjGB8wLvbDdsApinnAd'],
    },
  },
  {
    id: 'vercel-blob-token',
    name: 'Vercel Blob read-write token',
    provider: 'Vercel',
    why: 'Anyone with it can list, overwrite and delete every file of the blob store.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Rotate the token in the settings of the store.',
    revokeUrl: 'https://vercel.com/dashboard/stores',
    source: 'https://vercel.com/docs/vercel-blob',
    keywords: ['vercel_blob_rw_'],
    pattern: /(?<!\w)vercel_blob_rw_[0-9A-Za-z]{16}_[0-9A-Za-z]{28,36}(?!\w)/g,
    samples: {
      hit: [
        'BLOB_READ_WRITE_TOKEN=vercel_blob_rw_OWEdGyDjzfIjXa2M_grIq89WWQ09cs2STw08Hz6GXtK5r4V',
        'blob_read_write_token: vercel_blob_rw_44Lz23SRO4BGiZ9F_n3mnWJJ0wpqef0ajgfGrn7ppsAWiTo',
      ],
      clean: [
        'BLOB_READ_WRITE_TOKEN=$BLOB_READ_WRITE_TOKEN',
        'BLOB_READ_WRITE_TOKEN=vercel_blob_rw_yNYBBKcGjg6RByfo_dXTSyEd06urxfgbdtVYf8c',
      ],
    },
  },
  {
    id: 'vercel-bypass-secret',
    name: 'Vercel protection bypass secret',
    provider: 'Vercel',
    why: 'Anyone with it can see the protected deployments of the project.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Regenerate the secret in the settings of deployment protection.',
    revokeUrl: 'https://vercel.com/dashboard',
    source:
      'https://vercel.com/docs/deployment-protection/methods-to-bypass-deployment-protection/protection-bypass-automation',
    keywords: ['vercel'],
    pattern: assigned('vercel[\\w.-]{0,30}bypass[\\w.-]{0,12}', '[0-9A-Za-z]{32}'),
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'VERCEL_AUTOMATION_BYPASS_SECRET=cqDH3lFx0PvKFd44TE67LjDkIy07pvLY',
        "const vercelAutomationBypassSecret = 'oIM6pVcxBJ2AvZxj8s0VyhUpRSZ2WfbZ';",
      ],
      clean: [
        'VERCEL_AUTOMATION_BYPASS_SECRET=$VERCEL_AUTOMATION_BYPASS_SECRET',
        'VERCEL_AUTOMATION_BYPASS_SECRET=uflOxqmmqjTUmvZ4jvAQqYqXYzfK0',
      ],
    },
  },
  {
    id: 'vercel-deploy-hook',
    name: 'Vercel deploy hook',
    provider: 'Vercel',
    why: 'Anyone with it can start deployments of the project.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Revoke the hook in the Git settings of the project and create a new one.',
    revokeUrl: 'https://vercel.com/dashboard',
    source: 'https://vercel.com/docs/deploy-hooks',
    keywords: ['api.vercel.com/v1/integrations/deploy'],
    pattern:
      /api\.vercel\.com\/v1\/integrations\/deploy\/prj_[0-9A-Za-z]{20,40}\/(?<secret>[0-9A-Za-z]{8,24})(?!\w)/g,
    samples: {
      hit: [
        'DEPLOY_HOOK_URL=https://api.vercel.com/v1/integrations/deploy/prj_4iQTIVJHW7UK0AHCNYNHaIjJ0H18/UBXpsB6HOJ',
        'export DEPLOY_HOOK_URL="https://api.vercel.com/v1/integrations/deploy/prj_BPGMK07EtrQrWNXUiI66yKNE109r/H5akqHMC1A"',
      ],
      clean: [
        'DEPLOY_HOOK_URL=$DEPLOY_HOOK_URL',
        'DEPLOY_HOOK_URL=https://api.vercel.com/v1/integrations/deploy/prj_rjj7vwRtFDOa7kABa3aEoWBmLH8l/tRgvp',
      ],
    },
  },
];
