import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Snowflake. */
export const snowflakeRules: readonly Rule[] = [
  {
    id: 'snowflake-password',
    name: 'Snowflake password',
    provider: 'Snowflake',
    why: 'Anyone with it can sign in to the data warehouse where no second factor is asked for.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Change the password with ALTER USER, or replace it by a key pair.',
    revokeUrl: 'https://app.snowflake.com/',
    source: 'https://docs.snowflake.com/en/user-guide/snowsql-config',
    keywords: ['snowflake', 'snowsql_pwd'],
    pattern:
      /(?:snowflake[\w.-]{0,20}(?:password|passwd|pwd)|snowsql_pwd)["']?[\t ]{0,4}[:=][\t ]{0,4}["']?(?<secret>[^"'\s$(){}<>[\]]{8,64})(?![^\s"',;)}])/gi,
    minEntropy: 2.8,
    check: mixedCharacters,
    samples: {
      hit: ['SNOWFLAKE_PASSWORD=3aMDOe2w!pGtSQB', 'snowflake_password: "VTQQs7JNJywz#7"'],
      clean: [
        'SNOWFLAKE_PASSWORD=$SNOWFLAKE_PASSWORD',
        'snowflake_password = os.environ["PW1"]',
        'SNOWFLAKE_PASSWORD=changeme',
      ],
    },
  },
  {
    id: 'snowflake-session-token',
    name: 'Snowflake session token',
    provider: 'Snowflake',
    why: 'Anyone with it can query as its owner, until the session ends.',
    severity: 'high',
    confidence: 'high',
    revoke: 'End the sessions of the user with ALTER USER … ABORT ALL QUERIES or by disabling them.',
    revokeUrl: 'https://app.snowflake.com/',
    source: 'https://docs.snowflake.com/en/user-guide/programmatic-access-tokens',
    keywords: ['-hint:'],
    pattern: /(?<!\w)ver:\d-hint:\d{3,20}-[\w+/]{80,400}={0,2}(?![\w+/=])/g,
    reach: { before: 20, after: 450 },
    minEntropy: 4,
    samples: {
      hit: [
        'SNOWFLAKE_TOKEN=ver:1-hint:647844867499-ETMsDgAAA00ScyPwPjsE17cP/Yw0inJcY9mc4b3hM/QXJEl1tR4RLNqtDz6y9GPvRBQN7L9JkgOmXE1Xo/mI2gjqZD12tnHNMEYzwt9c5zvfSrbj1xk6725Bo8KVqif7LZ6vY7qJ9kvn5KXFrcZAQ',
        'export SNOWFLAKE_TOKEN="ver:1-hint:764704336181-ETMsDgAAAeeVv8B7mroC0ywZLjaVx/hTslv74MjfU4QnltuoeG6XeeJOqdKGfi3ABlhEQIxfAc9WKbaSE9ihFACIzZlfNTjdDgbdMvoWvGgecdb7a+15Y6aiFo1pVMWoPa35ZD/tvFDQYfqAmDOeY"',
      ],
      clean: [
        'SNOWFLAKE_TOKEN=$SNOWFLAKE_TOKEN',
        'SNOWFLAKE_TOKEN=ver:1-hint:357846045078-ETMsDgAAAb7joDT2semCBDV1n0PKYCz1QHk3VP/OXXNLD1tK9khO680ZX7S',
      ],
    },
  },
  {
    id: 'snowflake-programmatic-token',
    name: 'Snowflake programmatic access token',
    provider: 'Snowflake',
    why: 'Anyone with it can query with the role of its owner.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Remove the token with ALTER USER … REMOVE PROGRAMMATIC ACCESS TOKEN.',
    revokeUrl: 'https://app.snowflake.com/',
    source: 'https://docs.snowflake.com/en/user-guide/programmatic-access-tokens',
    keywords: ['snowflake'],
    pattern: assigned(
      'snowflake[\\w.-]{0,20}(?:pat|token)',
      'eyJ[\\w-]{15,200}\\.eyJ[\\w-]{30,600}\\.[\\w-]{40,400}',
    ),
    reach: { before: 4, after: 1300 },
    minEntropy: 4,
    samples: {
      hit: [
        'SNOWFLAKE_PAT=eyJ3vtAL88QIuXhTqp99lbpe0RSugi1CJExDf8aKXTN.eyJm_H55Vqysp7f7TG9FlUdDGw26XzyUWNE6YZAJKZDGmPJo9uRE7hAdFa-5o_ZHeCrC6L7c9LFrbqNdUg_jeM3y8kVu6.EI-cSqakDQdymlfi1bGYZ8fyi1UjhejsJ5mZpBsUAnmNUNT1-D-lVuajVmzwdWu2dxMBpUw7JN9Kg7mVX3iZIR',
        'snowflake_pat = "eyJEoZM5DfrUcr3tDZZwd2mRz_vYYdHfOyqvju2t5g5.eyJc7iUGWyiXNGDmyQqCvlmnKAQcB-N6QJr6T9Efok5d63PY3S-yE-tT_h6_uXfmgenSZ-eO9mxS7YP0wSpgnXY0mWc19.xe-6m3JDRvJ1iEwG5vopzdY91Jc0w9uCqEF3tLmh_EMuaEUClqBXFwrT7UZaRwFhPgXN0veO0zy_C6fG4bznDL"',
      ],
      clean: [
        'SNOWFLAKE_PAT=$SNOWFLAKE_PAT',
        'SNOWFLAKE_PAT=eyJfNlO5qS2wkAWCOMjK9HDU-EztYyBY9vFAloPkndw.eyJnwAAOs28oyVQk_sd7fASOD4bqmhcG1J3auHutA8KXJvusNysseaF-uaDYIKP4GAKFH1spxhsVhsLtbGCjGhaDrXykn.NxNu26lPqmX-plb7PsixIrGo2c',
      ],
    },
  },
];
