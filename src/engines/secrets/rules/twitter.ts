import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Twitter. */
export const twitterRules: readonly Rule[] = [
  {
    id: 'twitter-api-key',
    name: 'X (Twitter) API key',
    provider: 'Twitter',
    why: 'It is the public half of the credentials of an application; with its secret, anyone can act as the application.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Regenerate it in the list of keys and tokens of the application.',
    revokeUrl: 'https://developer.x.com/en/portal/dashboard',
    source: 'https://docs.x.com/fundamentals/authentication/overview',
    keywords: ['twitter'],
    pattern: assigned('twitter[\\w.-]{0,20}key', '[0-9A-Za-z]{25}'),
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'TWITTER_CONSUMER_KEY=H3zpirT2cU5t5QgBh92AoROEB',
        'export TWITTER_CONSUMER_KEY="xmuHVYOJL3nGiBK2B5wVLfGxV"',
      ],
      clean: ['TWITTER_CONSUMER_KEY=$TWITTER_CONSUMER_KEY', 'TWITTER_CONSUMER_KEY=uC19hii9TzAkX2mwTfFynA'],
    },
  },
  {
    id: 'twitter-api-secret',
    name: 'X (Twitter) API secret or OAuth 2.0 client secret',
    provider: 'Twitter',
    why: 'Together with the API key, anyone can act as the application and use up its quota.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Regenerate it in the list of keys and tokens of the application.',
    revokeUrl: 'https://developer.x.com/en/portal/dashboard',
    source: 'https://docs.x.com/fundamentals/authentication/overview',
    keywords: ['twitter'],
    pattern: assigned('twitter[\\w.-]{0,20}secret', '[\\w-]{50}'),
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'TWITTER_CONSUMER_SECRET=BsXiV4C6DF8M3o6MERIxRI4yv3JQ6pYpEzwi5xY0V9sUkLXFY4',
        'twitter_consumer_secret = "6ogxyIAr2uIqiPnjbiFKbWFmf9w7b2xIHrX3u5aFpeQwb22Jqj"',
      ],
      clean: [
        'TWITTER_CONSUMER_SECRET=$TWITTER_CONSUMER_SECRET',
        'TWITTER_CONSUMER_SECRET=cw4mkkHk54bLMdJAlXb2PITGIte0QumVmcc2PMG2xqOUI4L',
      ],
    },
  },
  {
    id: 'twitter-access-token',
    name: 'X (Twitter) access token',
    provider: 'Twitter',
    why: 'Together with its secret, anyone can read and post as the account that it was issued to.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Regenerate it in the list of keys and tokens of the application.',
    revokeUrl: 'https://developer.x.com/en/portal/dashboard',
    source: 'https://docs.x.com/fundamentals/authentication/overview',
    keywords: ['twitter'],
    pattern: assigned('twitter[\\w.-]{0,20}token', '\\d{6,20}-[0-9A-Za-z]{20,40}'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'TWITTER_ACCESS_TOKEN=6171152119436102288-jrajMCsuBIUppBdOoeQmvq0RBeSrfF',
        '"twitterAccessToken": "2383060865734827949-Vaf8BEULeWi56DCQaLU67pDeN4qZ6Y"',
      ],
      clean: [
        'TWITTER_ACCESS_TOKEN=$TWITTER_ACCESS_TOKEN',
        'TWITTER_ACCESS_TOKEN=4968106268393095136-cPczwvvaVnAZcI0B',
      ],
    },
  },
  {
    id: 'twitter-access-secret',
    name: 'X (Twitter) access token secret',
    provider: 'Twitter',
    why: 'Together with the access token, anyone can read and post as the account that it was issued to.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Regenerate it in the list of keys and tokens of the application.',
    revokeUrl: 'https://developer.x.com/en/portal/dashboard',
    source: 'https://docs.x.com/fundamentals/authentication/overview',
    keywords: ['twitter'],
    pattern: assigned('twitter[\\w.-]{0,20}secret', '[0-9A-Za-z]{45}'),
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'TWITTER_ACCESS_TOKEN_SECRET=rBCKa9X6DDVnmJTspxcFRTCg1KSHwqm80rirKj5vTlbRN',
        'twitter_access_token_secret: GXQ0KJad42gUlKmDLroXjVxkDJFKun1TDhE2I1uOrEqWi',
      ],
      clean: [
        'TWITTER_ACCESS_TOKEN_SECRET=$TWITTER_ACCESS_TOKEN_SECRET',
        'TWITTER_ACCESS_TOKEN_SECRET=ioE65vX9TkkZYiM0aDxeUEwD9Cu9veTKolz6dXeBpj',
      ],
    },
  },
  {
    id: 'twitter-bearer-token',
    name: 'X (Twitter) bearer token',
    provider: 'Twitter',
    why: 'Anyone with it can read at the quota of the application.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Regenerate it in the list of keys and tokens of the application.',
    revokeUrl: 'https://developer.x.com/en/portal/dashboard',
    source: 'https://docs.x.com/resources/fundamentals/authentication/oauth-2-0/bearer-tokens',
    keywords: ['aaaaaaaaaaaaaaaaaaaa'],
    pattern: /(?<![\w%+/])A{20,22}(?!A)[0-9A-Za-z%]{60,100}(?![\w%+/=])/g,
    reach: { before: 24, after: 160 },
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'TWITTER_BEARER_TOKEN=AAAAAAAAAAAAAAAAAAAAAMux4wpUQWYSzeYvHM69KtVmMDrzRLppVwWWqfXgQp%3D5CBF2DCMxbmvgBSAYiOI5GNtCnG0NnBSBVyazbtnjD',
        "const twitterBearerToken = 'AAAAAAAAAAAAAAAAAAAAAMdC2OSf6FegSN0H56aG40Z6XUNg9EmnXZhSOyMp2X%3DC60AiNAhjsR9q8XZWkRaw8GXMtVOPjfXlL7kkuoMWf';",
      ],
      clean: [
        'TWITTER_BEARER_TOKEN=$TWITTER_BEARER_TOKEN',
        'TWITTER_BEARER_TOKEN=AAAAAAAAAAAAAAAAAAAAAM08a841upAzioWlblRhtZxwzgFt5pTGhPmZlmUzU1%3DIW',
      ],
    },
  },
];
