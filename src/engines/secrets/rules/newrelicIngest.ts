import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of New Relic that send data into an account. */
export const newrelicIngestRules: readonly Rule[] = [
  {
    id: 'newrelic-license-key',
    name: 'New Relic license key',
    provider: 'New Relic',
    why: 'Anyone with it can send false telemetry into the account on its bill.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Delete the key, or rotate the original one, on the API keys page.',
    revokeUrl: 'https://one.newrelic.com/launcher/api-keys-ui.api-keys-launcher',
    source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
    keywords: ['nral'],
    pattern:
      /(?<![\w-])(?:[0-9a-f]{32}(?:[0-9a-f]{4}|FFFF)|(?:eu|gov|jp)01x{1,2}[0-9a-f]{26}(?:[0-9a-f]{3,4}|FFFF))NRAL(?![\w-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'NEW_RELIC_LICENSE_KEY=99dbc8060b0216efb2eae47bde5188f7FFFFNRAL',
        "license_key: 'eu01xx43cdc9c96b7df7f26c14e04a4d78faNRAL'",
      ],
      clean: ['NEW_RELIC_LICENSE_KEY=09b35719ee9dNRAL', 'central 1e6dafd32b3b44e0a3aabd5df3f4da74 generals'],
    },
  },
  {
    id: 'newrelic-legacy-license-key',
    name: 'New Relic license key without suffix',
    provider: 'New Relic',
    why: 'Anyone with it can send false telemetry into the account on its bill.',
    severity: 'medium',
    confidence: 'medium',
    revoke: "Ask New Relic's support to rotate the original key, or replace it on the API keys page.",
    revokeUrl: 'https://one.newrelic.com/launcher/api-keys-ui.api-keys-launcher',
    source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
    keywords: ['newrelic', 'new_relic', 'new-relic'],
    pattern: assigned('new[_-]?relic[\\w.-]{0,20}key', '(?:eu01xx[0-9a-f]{34}|[0-9a-f]{40})'),
    minEntropy: 3,
    samples: {
      hit: [
        'NEW_RELIC_LICENSE_KEY=990e586f705955665ad0431d80cbc99101ca78aa',
        'newrelic_license_key = "eu01xxf5a0f76746eb9300da6c0077d3274d774a"',
      ],
      clean: [
        'NEW_RELIC_LICENSE_KEY=5a94c9b0f7a5d3d6f3ca',
        'NEW_RELIC_APP_SHA=1ca746a0edd53ae62d6df15489f0ec4b9017024e',
        'NEW_RELIC_LICENSE_KEY=1391458fe362700eca8f6317dacd6599FFFFNRAL',
      ],
    },
  },
  {
    id: 'newrelic-insights-insert-key',
    name: 'New Relic insert key',
    provider: 'New Relic',
    why: 'Anyone with it can write false events, logs and metrics into the account.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Delete the key under Insights API keys.',
    revokeUrl: 'https://insights.newrelic.com',
    source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/#insights-insert-key',
    keywords: ['nrii-'],
    pattern: /(?<![\w-])NRII-[A-Za-z0-9_-]{32}(?![\w-])/g,
    minEntropy: 3.3,
    samples: {
      hit: [
        'NEW_RELIC_INSERT_KEY=NRII-eI0Gmvot6Khs3KqD19TKsXVhK9rl2w2c',
        'curl -H "X-Insert-Key: NRII-8hXiDPM3H-ODHuN38Fkcn9NbphB10w6k" https://insights-collector.newrelic.com/v1/accounts/1/events',
      ],
      clean: ['NEW_RELIC_INSERT_KEY=NRII-zBRh60C_fA4q', 'NRIQ-gd378j4swF3q8IaDXGQUaZPBciNwdF9o'],
    },
  },
  {
    id: 'newrelic-synthetics-location-key',
    name: 'New Relic private location key',
    provider: 'New Relic',
    why: 'Anyone with it can run a job manager for the location and receive its monitors, with what they carry.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Delete the private location and create it again.',
    revokeUrl: 'https://one.newrelic.com/synthetics-nerdlets',
    source:
      'https://docs.newrelic.com/docs/synthetics/synthetic-monitoring/private-locations/install-job-manager/',
    keywords: ['nrsp-'],
    pattern: /(?<![\w-])NRSP-(?:us|eu)\d{2}[0-9A-Fa-f]{32}(?![\w-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'PRIVATE_LOCATION_KEY=NRSP-us0188CF44F2E5B57E8A7F1F70FBB7F4C246',
        'synthetics.privateLocationKey: NRSP-eu010E2C46FE09E4DA056DE40862642508FC',
      ],
      clean: ['PRIVATE_LOCATION_KEY=NRSP-us01', 'NRSQ-us01AD9408E34EAF35899B9094DABA9BD8BA'],
    },
  },
  {
    id: 'newrelic-browser-key',
    name: 'New Relic browser license key',
    provider: 'New Relic',
    why: 'It is in every page by design; anyone with it can send false page views.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Create a new browser key on the API keys page.',
    revokeUrl: 'https://one.newrelic.com/launcher/api-keys-ui.api-keys-launcher',
    source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/#browser-key',
    keywords: ['nrjs-'],
    pattern: /(?<![\w-])NRJS-[0-9a-f]{19}(?![\w-])/g,
    minEntropy: 2.8,
    samples: {
      hit: [
        'licenseKey:"NRJS-662aaf10500baa8b84f",applicationID:"1234"',
        'NEW_RELIC_BROWSER_KEY=NRJS-d8312a0f6607516aecb',
      ],
      clean: ['NEW_RELIC_BROWSER_KEY=NRJS-830355a7', 'NRJX-8527e561557588cfc3c'],
    },
  },
];
