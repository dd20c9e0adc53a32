import { assigned } from '../patterns';
import type { Rule } from '../rule';

const API_KEYS = 'https://docs.honeycomb.io/configure/environments/manage-api-keys/';
const KEYS_PAGE = 'https://ui.honeycomb.io/account';

/** Keys of Honeycomb. */
export const honeycombRules: readonly Rule[] = [
  {
    id: 'honeycomb-ingest-key',
    name: 'Honeycomb ingest key',
    provider: 'Honeycomb',
    why: 'Anyone with it can send made-up events into the environment and use up its limits.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Disable and delete the key in the list of API keys of the environment.',
    revokeUrl: KEYS_PAGE,
    source: API_KEYS,
    keywords: ['hcaik_', 'hcxik_', 'hcbik_'],
    pattern: /(?<![A-Za-z0-9_])hc[a-z]ik_[a-z0-9]{58}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'HONEYCOMB_API_KEY=hcaik_xhtj6vjcrb9kesx1avxcvxyvn2xryq8xqo2amz3kh45o49km589zomld3f',
        'OTEL_EXPORTER_OTLP_HEADERS="x-honeycomb-team=hcaik_qjli2wojqqcqbg0udz6sie005kzxfqdsgjobtk7z303jjwuvxx75oeudf2"',
      ],
      clean: [
        'HONEYCOMB_API_KEY=hcaik_bjomjw609oecg8cvuvmqyavz4u',
        'HONEYCOMB_API_KEY=xhcaik_yi24rcavx1gg5xxvv46lgzjaoi91mioa9k3t4duwvnwo9hhkjflsjmahf5',
        'HONEYCOMB_API_KEY=hcaik_<key>',
      ],
    },
  },
  {
    id: 'honeycomb-configuration-key',
    name: 'Honeycomb configuration key',
    provider: 'Honeycomb',
    why: 'Anyone with it can send events, and where it is allowed read queries and change boards, triggers and markers.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Disable and delete the key in the list of API keys of the environment.',
    revokeUrl: KEYS_PAGE,
    source: API_KEYS,
    keywords: ['honeycomb'],
    pattern: assigned(
      '(?<![a-z])(?:x-)?honeycomb[\\w.-]{0,20}(?:key|team|token)',
      '[A-Za-z0-9]{22}|[0-9a-f]{32}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'HONEYCOMB_API_KEY=rNkuNzrLP6Xx6P0F0KChxW',
        'curl -H "X-Honeycomb-Team: cfcf76b70e1b0ade4e624671c3dee6e8" https://api.honeycomb.io/1/auth',
      ],
      clean: [
        'HONEYCOMB_API_KEY=7vmBdrPIl2KJ0gj',
        'HONEYCOMB_DATASET=c78lpjNflZJeLb1ilFbIOZ',
        'HONEYCOMB_API_KEY=$HONEYCOMB_KEY',
      ],
    },
  },
];
