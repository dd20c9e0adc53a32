import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Snyk. */
export const snykRules: readonly Rule[] = [
  {
    id: 'snyk-api-token',
    name: 'Snyk API token',
    provider: 'Snyk',
    why: 'Anyone with it can read the known weaknesses of every project that its owner can see, and change settings.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke and regenerate the token in the account settings.',
    revokeUrl: 'https://app.snyk.io/account',
    source: 'https://docs.snyk.io/snyk-api/authentication-for-api',
    keywords: ['snyk'],
    pattern: assigned('snyk', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
    minEntropy: 3,
    samples: {
      hit: [
        'SNYK_TOKEN=c8920a3f-ed53-45dd-a5b3-be9c1f8cd00a',
        "const snykToken = '0cacdd27-b521-4514-aee8-4db0cd0759c1';",
      ],
      clean: ['SNYK_TOKEN=$SNYK_TOKEN', 'SNYK_TOKEN=89a86250-1dec-4236-ad99-07fad982e'],
    },
  },
  {
    id: 'snyk-prefixed-token',
    name: 'Snyk personal or service account token',
    provider: 'Snyk',
    why: 'Anyone with it can read the known weaknesses of every project that its owner can see, and change settings.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the token in the account settings, or on the page of the service account.',
    revokeUrl: 'https://app.snyk.io/account',
    source: 'https://docs.snyk.io/snyk-api/authentication-for-api',
    keywords: ['snyk_uat.', 'snyk_sat.'],
    pattern: /(?<!\w)snyk_[us]at\.[0-9a-f]{8}\.[\w-]{20,400}\.[\w-]{20,200}(?![\w-])/g,
    reach: { before: 4, after: 700 },
    samples: {
      hit: [
        'SNYK_TOKEN=snyk_uat.e0e68a49.3_d5f_q6MxKnHCFvQPK5i6TlGEyscJCINGrTFT0_NDxQ4eEQO-Z_tPoeEbzHDtX4.Ezoq_CwWPBHBTNcyTAvJOXMZoab_gDN8vfk0_CQyGcaITFctbLxfQczgDAaxbu7TvyYVkUhw-xsm9xq1cAbLJt',
        'export SNYK_TOKEN="snyk_uat.123f07ee.KijsM1Tu_2nlMn77fBV3YruX1-1PAU9NUn21Ww0n60EGWSQrWbkdr6Tnq2yKnloX.eL6JK09zLga3vWiuU6MJ5FU28JPJ7bxx94cjKE3WzSBxs9j0_OD0hP0F8RFmHIQe2GvTrLXmsPqEOBZs_U0_9V"',
      ],
      clean: [
        'SNYK_TOKEN=$SNYK_TOKEN',
        'SNYK_TOKEN=snyk_uat.60a5e1f4.a8DP1nQDFNIkNfSOYPtCLISVzxDts1V3Z3RNbA4gvvDQ5O7CGozARWTcGx12b470.q98Lac3rq-cawOxX',
      ],
    },
  },
];
