import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Salesforce. */
export const salesforceRules: readonly Rule[] = [
  {
    id: 'salesforce-session-id',
    name: 'Salesforce session ID or access token',
    provider: 'Salesforce',
    why: 'Anyone with it is signed in as its owner, until the session ends.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'End the session on the page of session management, or revoke the access of the application.',
    revokeUrl: 'https://login.salesforce.com/',
    source: 'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_tokens_scopes.htm',
    keywords: ['00d'],
    pattern: /(?<!\w)00D[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?![\w.]{70,130}(?![\w.])/g,
    reach: { before: 4, after: 170 },
    minEntropy: 4,
    samples: {
      hit: [
        'SF_ACCESS_TOKEN=00DpHGPshY9csZr!AQeZOEwSSSpOmjbAOyT4fkkX8cCGHI1hJEgmdW39tp302w4SBm03LlcPOaOBLi.Dd1wAdbDc5uEqJKauHc1aC6mfWC9Pp',
        '"sfAccessToken": "00D0aHtiegOKH2m!AQ88OE1klFf0wwSL70ldLzytfBB9W16lX43dg9U1lLpHgAQEYjBZrnzBX8b4mo.l9Z63IlhEu0QbZ2Z0ZYeNt0Hw893mQ"',
      ],
      clean: [
        'SF_ACCESS_TOKEN=$SF_ACCESS_TOKEN',
        'SF_ACCESS_TOKEN=00DdXvAqjbix57z!AQlgwKirtWHhLWKHhnMqITZGWr3xuv7koBabzn8UdHQVxJEST35Xz',
      ],
    },
  },
  {
    id: 'salesforce-refresh-token',
    name: 'Salesforce refresh token',
    provider: 'Salesforce',
    why: 'Anyone with it can get new access tokens for the account repeatedly.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token on the page of connected apps and OAuth usage.',
    revokeUrl: 'https://login.salesforce.com/',
    source: 'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_tokens_scopes.htm',
    keywords: ['5aep861'],
    pattern: /(?<!\w)5Aep861[\w.]{60,120}(?![\w.])/g,
    reach: { before: 4, after: 160 },
    minEntropy: 4,
    samples: {
      hit: [
        'SF_REFRESH_TOKEN=5Aep861tKhSknLykeum3bYazzJXxueyv4ZCP1vrn0cxvpjJSZLBdYBBaNj6VCWt4LMUBcSQC2N2e8lUu',
        'echo "force://PlatformCLI::5Aep861ym0E8RzmOVUxfxupcD5Gwxt7lMaonE5W1pZozrpBE7AwGf9JBEUh5gG3HtmzAPoJ6Sg7bsxp9@acme.my.salesforce.com" > auth.txt',
      ],
      clean: ['SF_REFRESH_TOKEN=$SF_REFRESH_TOKEN', 'SF_REFRESH_TOKEN=5Aep861oR94AgMXB4NEKnIaazVo'],
    },
  },
  {
    id: 'salesforce-consumer-secret',
    name: 'Salesforce consumer secret',
    provider: 'Salesforce',
    why: 'Together with the consumer key, anyone can ask for tokens in the name of the connected app.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Rotate the consumer details of the connected app.',
    revokeUrl: 'https://login.salesforce.com/',
    source: 'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_tokens_scopes.htm',
    keywords: ['salesforce', 'sfdc', 'consumer_secret', 'consumersecret'],
    pattern: assigned(
      '(?:salesforce|sfdc|sf)[\\w.-]{0,20}secret|consumer[_.-]?secret',
      '(?:[0-9A-F]{64}|\\d{18,19}(?!\\d))',
    ),
    minEntropy: 2.5,
    samples: {
      hit: [
        'SALESFORCE_CLIENT_SECRET=67BEF62AA79562269D2C7B7DB51A2E3B5AE4565601EEDC2EF4D1123FA986D0C7',
        'sfdc.consumerSecret: "1158530326637084741"',
      ],
      clean: [
        'SALESFORCE_CLIENT_SECRET=$SALESFORCE_CLIENT_SECRET',
        'SALESFORCE_CLIENT_SECRET=5144C1ABC931E343D07A2E281E3B96FA28B84ED6',
      ],
    },
  },
  {
    id: 'salesforce-consumer-key',
    name: 'Salesforce consumer key',
    provider: 'Salesforce',
    why: 'It names a connected app; it opens something only together with its secret or a certificate.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Nothing has to be done as long as the consumer secret is safe.',
    revokeUrl: 'https://login.salesforce.com/',
    source: 'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_tokens_scopes.htm',
    keywords: ['3mvg9'],
    pattern: /(?<!\w)3MVG9[\w.]{75,90}(?![\w.])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'SF_CLIENT_ID=3MVG9EOxencm0KdlWFpLPoajHNEuAsGCgaCvfwDh4aNG0.CnvHipFbojICfs1tbCzQ1EEa2eZKHQ2DpQWN32E',
        'sf_client_id: 3MVG9OwnVvankCe3nYc1JK1sBAjJpmV98PIDgsMlyCxcB.YOFVNqt4GoLErFD8npeIP52IKZXFK1l2gVI1rwb',
      ],
      clean: [
        'SF_CLIENT_ID=$SF_CLIENT_ID',
        'SF_CLIENT_ID=3MVG9qI0zElp8arci3PToV9C6D04Ze7IAWfFhUF2cd8Q5.GVCIynoqTQxbLFFIOcZ',
      ],
    },
  },
];
