import type { Rule } from '../rule';

/** Credentials of TeamCity. */
export const teamcityRules: readonly Rule[] = [
  {
    id: 'teamcity-access-token',
    name: 'TeamCity access token',
    provider: 'TeamCity',
    why: 'Anyone with it can start builds and read their parameters, and change projects as far as its owner may.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token in the profile of its owner and create a new one.',
    revokeUrl: null,
    source:
      'https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html#Managing+Access+Tokens',
    keywords: ['eyj0exaioiaivenwmij9'],
    pattern: /(?<!\w)eyJ0eXAiOiAiVENWMiJ9\.[\w-]{36}\.[0-9A-Za-z+/]{46,48}={0,2}(?![\w+/=])/g,
    samples: {
      hit: [
        'TEAMCITY_TOKEN=eyJ0eXAiOiAiVENWMiJ9.0T90uv8wbvm2_mZKYFnJnbwReANEypMrHpkn.ODdjMjNiMTMtMmQ4My00ZmZhLWE2ZDctZDE5Mzc4NzY4NjUy',
        'teamcity_token: eyJ0eXAiOiAiVENWMiJ9.gVX8hWY-EZO2aAM6HGeNvxeDWidGC8dsbOKR.MTI4ZTg5ZjctMjFlNS00ZjhjLWE1MDAtMTVkZWY3YTBmYTIx',
      ],
      clean: [
        'TEAMCITY_TOKEN=$TEAMCITY_TOKEN',
        'TEAMCITY_TOKEN=eyJ0eXAiOiAiVENWMiJ9.GVHn3meZoVSU755SG2_ilBPS0Wez7AknQ6X2.YzA4Nzk1Y2UtYjE5OS00NGI1LWE5ZTctNjQ1NTUzODJhM',
      ],
    },
  },
];
