import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Turso. */
export const tursoRules: readonly Rule[] = [
  {
    id: 'turso-database-token',
    name: 'Turso database or platform token',
    provider: 'Turso',
    why: 'Anyone with it can read and, unless it is read-only, change the databases that it is for.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Invalidate all tokens of the database or the group, and make new ones.',
    revokeUrl: 'https://app.turso.tech/',
    source: 'https://docs.turso.tech/cli/db/tokens/create',
    keywords: ['turso', 'libsql'],
    pattern: assigned(
      '(?:turso|libsql)[\\w.-]{0,20}token',
      'eyJ[\\w-]{15,200}\\.eyJ[\\w-]{20,500}\\.[\\w-]{80,100}',
    ),
    minEntropy: 4,
    samples: {
      hit: [
        'TURSO_AUTH_TOKEN=eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJ08qWvBfuHLNXMKbkk2eYnoUvvflpOUDIO4O-q4WI8YG9RlrsF3iQGPxmOuhy4K5gx8FbU3dPdqcnxael8TkZJzZsuj.dyz2PGvf5OzfFveOY_vBuJ_IzPQd_sSpSG2k5JwEH1IzIHB0V9RP0BRT-_YpdYyaj0vZWW-rXx_3rTKT_T2wiK',
        'turso_auth_token: eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJA4Z_4VaJGvSh-Mr2W8zTT55w5o1mrntQW_wTACUpQTW5X8SWG7PwN1igWi1Pgmqgc8sSRv_ddEA3R2981VY86r8Jcy.sZaoJf-5ilrrBtOf_rLPCZ-E84T4qo9Xmd10nBOuH-K9iplqDj-IZnO75Lpw669Tmtg7pREcP2zg-947wHWPbs',
      ],
      clean: [
        'TURSO_AUTH_TOKEN=$TURSO_AUTH_TOKEN',
        'TURSO_AUTH_TOKEN=eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJi2YDkTBizDkBLjbRR59T3wkurbioQUfBereejRgHBD_LO6Pc2l7RIf6yQtN8pltQIY0OVHBUNLdR28GB-6wUNuxFOT.1zjjfwHR3-C4CnMxbhx2v_jaDlmKXKMdrzpn0CcTlUYkIr',
      ],
    },
  },
];
