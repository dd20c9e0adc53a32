import { mixedCharacters } from '../checks/mixedCharacters';
import { isNear } from '../checks/nearby';
import { assigned } from '../patterns';
import type { Check, Rule, Suspect } from '../rule';

const NAME = /pager.?duty/i;

/** Keys of PagerDuty. */
export const pagerdutyRules: readonly Rule[] = [
  {
    id: 'pagerduty-api-key',
    name: 'PagerDuty REST API key',
    provider: 'PagerDuty',
    why: 'Anyone with it can read and change incidents, schedules and services.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Delete the key under Integrations, API Access Keys, or in the user's settings.",
    revokeUrl: null,
    source: 'https://support.pagerduty.com/main/docs/api-access-keys',
    keywords: ['pagerduty', 'pager_duty', 'pager-duty'],
    pattern: assigned(
      'pager[_-]?duty[\\w.-]{0,20}(?:token|key|secret)',
      '(?:[uy]\\+[A-Za-z0-9_+-]{18}|[A-Za-z0-9_-]{20})',
    ),
    minEntropy: 3.3,
    check: mixedCharacters,
    samples: {
      hit: ['PAGERDUTY_TOKEN=u+m6XvjOpOTOTM1VJB2m', '"pagerduty_api_key": "KJrjSDdhSbwpf9nOk5OS"'],
      clean: ['PAGERDUTY_TOKEN=bTebFre9xK', 'PAGERDUTY_SERVICE_ID=PZ5J87E', 'PAGERDUTY_TOKEN=$PD_TOKEN'],
    },
  },
  {
    id: 'pagerduty-header-key',
    name: 'PagerDuty REST API key in a request',
    provider: 'PagerDuty',
    why: 'Anyone with it can read and change incidents, schedules and services.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Delete the key under Integrations, API Access Keys, or in the user's settings.",
    revokeUrl: null,
    source: 'https://developer.pagerduty.com/docs/authentication',
    keywords: ['token token='],
    pattern: /Token token=["\\]{0,2}(?<secret>(?:[uy]\+[A-Za-z0-9_+-]{18}|[A-Za-z0-9_-]{20}))(?![\w+/-])/g,
    minEntropy: 3.3,
    check: mixedCharacters,
    samples: {
      hit: [
        '-H "Authorization: Token token=y_ljhEJ2NdyDQC0J127f"',
        "'Authorization': 'Token token=u+mCYGsvjUHZ401Ro74u'",
      ],
      clean: ['Authorization: Token token=$PD', 'Authorization: Token token=HKGteq9zCKQP'],
    },
  },
  {
    id: 'pagerduty-oauth-token',
    name: 'PagerDuty OAuth access token',
    provider: 'PagerDuty',
    why: 'Anyone with it can use PagerDuty as the app within its scopes.',
    severity: 'high',
    confidence: 'high',
    revoke: "Revoke the app's access under Integrations, App Registration.",
    revokeUrl: null,
    source: 'https://developer.pagerduty.com/docs/oauth-functionality',
    keywords: ['pdus+_', 'pdeu+_'],
    pattern: /(?<![\w+])pd(?:us|eu)\+_0XBPWQQ_[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/g,
    samples: {
      hit: [
        'Authorization: Bearer pdus+_0XBPWQQ_2201ab95-5aef-4710-9d09-842a4e55a211',
        'PD_TOKEN=pdeu+_0XBPWQQ_378897d4-932f-4e06-a80f-8913af20c66f',
      ],
      clean: ['PD_TOKEN=pdus+_0XBPWQQ_ab1888a2', 'PD_TOKEN=pdus+_...'],
    },
  },
  {
    id: 'pagerduty-integration-key',
    name: 'PagerDuty integration (routing) key',
    provider: 'PagerDuty',
    why: 'Anyone with it can open false incidents and resolve true ones.',
    severity: 'medium',
    confidence: 'medium',
    revoke: "Delete the integration on the service's page and add a new one.",
    revokeUrl: null,
    source: 'https://support.pagerduty.com/main/docs/services-and-integrations',
    keywords: ['pagerduty', 'pager_duty', 'pager-duty', 'routing_key'],
    pattern: assigned('pager[_-]?duty[\\w.-]{0,20}(?:key|token)|(?<![a-z])routing_?key', '[0-9a-z]{32}'),
    minEntropy: 3,
    check: hasPagerDutyNear,
    samples: {
      hit: [
        'PAGERDUTY_ROUTING_KEY=Rsswmgc2y9mzea1bmudwr86z799i2nfp',
        'curl -d \'{"routing_key": "71658ee2f2970b239b582383bd2323ce", "event_action": "trigger"}\' https://events.pagerduty.com/v2/enqueue',
      ],
      clean: [
        'PAGERDUTY_ROUTING_KEY=42140307fb66',
        '{"routing_key": "5a35aff806321e5d00db238009739620", "exchange": "orders"}',
      ],
    },
  },
];

/** A routing key of a message broker is not secret. */
function hasPagerDutyNear(suspect: Suspect): ReturnType<Check> {
  if (!isNear(suspect, NAME)) return 'no';
  return mixedCharacters(suspect);
}
