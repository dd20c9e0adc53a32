import type { Rule } from '../rule';

/** Keys of Harness. */
export const harnessRules: readonly Rule[] = [
  {
    id: 'harness-api-key',
    name: 'Harness access token',
    provider: 'Harness',
    why: 'Anyone with it can run pipelines and read the connectors of the user or service account that it belongs to.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token in the list of API keys of the profile or service account.',
    revokeUrl: 'https://app.harness.io',
    source: 'https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/',
    keywords: ['pat.', 'sat.'],
    pattern: /(?<![A-Za-z0-9_.-])[ps]at\.[A-Za-z0-9_-]{22}\.[0-9a-f]{24}\.[A-Za-z0-9]{20}(?![A-Za-z0-9_-])/g,
    samples: {
      hit: [
        'HARNESS_PLATFORM_API_KEY=pat.BWvgv4pP8p2_rfBAfUQ2f7.ce3e96ea5a461a77c40b019f.mA98KtpV6Mp5xxycJe6D',
        'curl -H "x-api-key: sat.b2EnDeZlZFtsZp1RqUhvDw.fd71f7e5e8b1ecd12b3a551e.FWQ93BRl2wtwZ2UUQShh" https://app.harness.io',
      ],
      clean: [
        'HARNESS_API_KEY=pat.3yFAfmVemXShLMK9raOEGv.71f084d1d6a2f74da9d2b363',
        'HARNESS_API_KEY=spat.dEJ2NR6Czjdn83ZBv0cTkx.8217bb7c1900e4ae8461867f.vaE4lWHxtwvx2yLSRdtp',
        'HARNESS_API_KEY=pat.account.token.value',
      ],
    },
  },
];
