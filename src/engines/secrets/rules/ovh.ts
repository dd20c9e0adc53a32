import { mixedCharacters } from '../checks/mixedCharacters';
import { isNear } from '../checks/nearby';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

const NAME = /(?<![a-z])ovh/i;

/** Keys of OVHcloud. */
export const ovhRules: readonly Rule[] = [
  {
    id: 'ovh-application-secret',
    name: 'OVHcloud application secret',
    provider: 'OVHcloud',
    why: "Anyone with it and a consumer key can manage the account's services.",
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the application through the API, which also revokes its consumer keys.',
    revokeUrl: 'https://www.ovh.com/manager/#/iam/api-keys',
    source:
      'https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api?id=kb_article_view&sysparm_article=KB0042777',
    keywords: ['ovh', 'application_secret'],
    pattern: assigned('(?:(?<![a-z])ovh[\\w.-]{0,24}|application_)secret', '[A-Za-z0-9]{32}'),
    minEntropy: 3,
    check: (suspect) => (isNear(suspect, NAME) ? mixedCharacters(suspect) : 'no'),
    samples: {
      hit: [
        'OVH_APPLICATION_SECRET=xg2Hk4svFV1OVhjkZjzmhHSdu4fjcgk2',
        '[ovh-eu]\napplication_key=d71St6mLgpWNBDJT\napplication_secret=R4yZlnmhh8V7C8sgpouqicuSeny9gByQ',
      ],
      clean: ['OVH_APPLICATION_SECRET=5zpgRgiTpet9', 'OVH_APPLICATION_SECRET=$SECRET'],
    },
  },
  {
    id: 'ovh-consumer-key',
    name: 'OVHcloud consumer key',
    provider: 'OVHcloud',
    why: "Anyone with it and the application's secret can manage the account's services.",
    severity: 'critical',
    confidence: 'medium',
    revoke: "Delete the consumer key in the account's API keys.",
    revokeUrl: 'https://www.ovh.com/manager/#/iam/api-keys',
    source:
      'https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api?id=kb_article_view&sysparm_article=KB0042777',
    keywords: ['ovh', 'consumer_key'],
    pattern: assigned('(?:(?<![a-z])ovh[\\w.-]{0,24}|(?<![a-z]))consumer_?key', '[A-Za-z0-9]{32}'),
    minEntropy: 3,
    check: (suspect) => (isNear(suspect, NAME) ? mixedCharacters(suspect) : 'no'),
    samples: {
      hit: [
        'OVH_CONSUMER_KEY=rU9vifboqVHS39JbN8wvs3S77Re9fGiQ',
        '[ovh-eu]\napplication_key=bC3pjgjhtY9dndkk\nconsumer_key=bxJKifCNi0ER8tsisJoph26qQDKSyc7X',
      ],
      clean: ['OVH_CONSUMER_KEY=UmrpdnRPgz1j', 'consumer_key = 6aJBBUFOTRbtSkObln2zx3feUlB2BZcb'],
    },
  },
];
