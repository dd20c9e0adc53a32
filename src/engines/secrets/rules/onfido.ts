import type { Rule } from '../rule';

/** Tokens of Onfido. */
export const onfidoRules: readonly Rule[] = [
  {
    id: 'onfido-live-token',
    name: 'Onfido live API token',
    provider: 'Onfido',
    why: 'Anyone with it can read the identity documents and checks of all applicants.',
    severity: 'critical',
    confidence: 'high',
    revoke: "Revoke the token in the dashboard's settings.",
    revokeUrl: 'https://dashboard.onfido.com/api/tokens',
    source: 'https://documentation.identity.entrust.com/api/latest/#api-tokens',
    keywords: ['api_live'],
    pattern: /(?<![A-Za-z0-9_])api_live(?:_[a-z]{2})?\.[A-Za-z0-9_-]{11}\.[A-Za-z0-9_-]{32}(?![\w-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'ONFIDO_API_TOKEN=api_live_us.YquiYdhg36j.ZDDw6ojyXKl1HYkdcqH3K-Za61jvoy9h',
        'Authorization: Token token=api_live.kbx3goPZW8z.O-PZzrWv0PVBfRCv2AxX7h8PiF4Hcb8b',
      ],
      clean: [
        'ONFIDO_API_TOKEN=api_live_us.lHXXMpAjo1v',
        'ONFIDO_API_TOKEN=api_sandbox.0-qOxUkve1f.fq1CR_Oh-otvsccEcsh7nvF0gy6z9o4y',
      ],
    },
  },
  {
    id: 'onfido-sandbox-token',
    name: 'Onfido sandbox API token',
    provider: 'Onfido',
    why: 'Anyone with it can use the sandbox, which has no real applicants.',
    severity: 'low',
    confidence: 'high',
    revoke: "Revoke the token in the dashboard's settings.",
    revokeUrl: 'https://dashboard.onfido.com/api/tokens',
    source: 'https://documentation.identity.entrust.com/api/latest/#api-tokens',
    keywords: ['api_sandbox'],
    pattern: /(?<![A-Za-z0-9_])api_sandbox(?:_[a-z]{2})?\.[A-Za-z0-9_-]{11}\.[A-Za-z0-9_-]{32}(?![\w-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'ONFIDO_API_TOKEN=api_sandbox.6rrMZ8Gli1r.dicL-BBWEbNGKWm6Lh6ntP_Xp5Z8EX4t',
        '"token": "api_sandbox_ca.Bx5MwUACx6z.04nAfC2Ez5Q9JKaGFDtZUVxBHsPP1D1f"',
      ],
      clean: [
        'ONFIDO_API_TOKEN=api_sandbox.W3XStbS2s3c',
        'ONFIDO_API_TOKEN=api_live.eLz78vgsY9z.9y0sjUuxVPW0gZo5-RJjPOzgeEBDW69i',
      ],
    },
  },
];
