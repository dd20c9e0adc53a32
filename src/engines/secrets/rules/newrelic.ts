import type { Rule } from '../rule';

/** Keys of New Relic that read or change an account. */
export const newrelicRules: readonly Rule[] = [
  {
    id: 'newrelic-user-api-key',
    name: 'New Relic user API key',
    provider: 'New Relic',
    why: 'Anyone with it can query and change what its user can in New Relic.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key on the API keys page.',
    revokeUrl: 'https://one.newrelic.com/launcher/api-keys-ui.api-keys-launcher',
    source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
    keywords: ['nrak-'],
    pattern: /(?<![\w-])NRAK-[A-Z0-9]{27}(?![\w-])/gi,
    minEntropy: 3.3,
    samples: {
      hit: [
        'NEW_RELIC_API_KEY=NRAK-0TY7DWT1OIE7GPRFRID68YR5FAW',
        "curl -H 'API-Key: NRAK-Y4CAXD1AW3CAHNFW5S0DL221THW' https://api.newrelic.com/graphql",
      ],
      clean: ['NEW_RELIC_API_KEY=NRAK-T3RWMH32B2', 'XNRAK-QQZKSJHZMIPTEW12INNZ6R6Q11F'],
    },
  },
  {
    id: 'newrelic-insights-query-key',
    name: 'New Relic query key',
    provider: 'New Relic',
    why: 'Anyone with it can query all events of the account.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key under Insights API keys.',
    revokeUrl: 'https://insights.newrelic.com',
    source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/#insights-query-key',
    keywords: ['nriq-'],
    pattern: /(?<![\w-])NRIQ-[A-Za-z0-9_-]{32}(?![\w-])/g,
    minEntropy: 3.3,
    samples: {
      hit: [
        'NEW_RELIC_QUERY_KEY=NRIQ-0T_3ov-q9FFR3QjVF_CJdzbfrKCI8Y6n',
        '-H "X-Query-Key: NRIQ-M_ComVcvWr0RO2ABGjjZMiRVdzdJ6I7q"',
      ],
      clean: ['NEW_RELIC_QUERY_KEY=NRIQ-0uE3eTA6cX7g', 'NRII-a3_-PkHTppNfh7BfcrOQcEdeE4DCPg4q'],
    },
  },
  {
    id: 'newrelic-rest-api-key',
    name: 'New Relic REST API key',
    provider: 'New Relic',
    why: "Anyone with it can read and change the account's applications and alerts.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key on the API keys page and use a user key instead.',
    revokeUrl: 'https://one.newrelic.com/launcher/api-keys-ui.api-keys-launcher',
    source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/#rest-api-key',
    keywords: ['nrra-'],
    pattern: /(?<![\w-])NRRA-[0-9a-f]{42}(?![\w-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'NEWRELIC_REST_KEY=NRRA-ec57d900481933fda271adcf147a391c18d8604fce',
        "-H 'X-Api-Key:NRRA-4409c3af8b6271eb149950a68cee35221c1c8225f9'",
      ],
      clean: ['NEWRELIC_REST_KEY=NRRA-f0e212801502', 'NRRB-a195fbd93e6f94121e2f404737b5dd210893b4cf86'],
    },
  },
  {
    id: 'newrelic-admin-api-key',
    name: 'New Relic admin user API key',
    provider: 'New Relic',
    why: 'Anyone with it can administer the account through the REST API.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key on the API keys page and use a user key instead.',
    revokeUrl: 'https://one.newrelic.com/launcher/api-keys-ui.api-keys-launcher',
    source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
    keywords: ['nraa-'],
    pattern: /(?<![\w-])NRAA-[0-9a-f]{27}(?![\w-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'NEWRELIC_ADMIN_KEY=NRAA-64bc4dc85ded8f2eab87f41a162',
        'admin_api_key = "NRAA-b9c86c48b72a6f6bdca19ef6d85"',
      ],
      clean: ['NEWRELIC_ADMIN_KEY=NRAA-8ae4dc99f68f', 'NRAB-91866d3d35a5d99c2144e8dd719'],
    },
  },
];
