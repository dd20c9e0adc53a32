import type { Rule } from '../rule';

/** Credentials of Splunk. */
export const splunkRules: readonly Rule[] = [
  {
    id: 'splunk-hec-token',
    name: 'Splunk HTTP Event Collector token',
    provider: 'Splunk',
    why: 'Anyone with it can write false events into the indexes that it may write to.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Disable the token in the list of data inputs of the HTTP Event Collector and create a new one.',
    revokeUrl: null,
    source: 'https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector',
    keywords: ['splunk', 'hec_token'],
    pattern:
      /(?:splunk|hec_token)[\w.-]{0,30}["'\]]{0,2}[\t ]{0,4}[=: ][\t ]{0,4}["']{0,2}(?<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\w-])/gi,
    minEntropy: 3,
    samples: {
      hit: [
        'SPLUNK_HEC_TOKEN=6ddca9f0-700d-4fbb-af8b-ccbd7a5b6ed9',
        'curl -H "Authorization: Splunk c485f082-92dc-4872-ac55-35478f08a047" https://splunk.acme.io:8088/services/collector',
      ],
      clean: [
        'curl -H "Authorization: Splunk $HEC_TOKEN"',
        'SPLUNK_HEC_TOKEN=36af8229ed4a65bc106ddf9c7f1a17e1',
      ],
    },
  },
];
