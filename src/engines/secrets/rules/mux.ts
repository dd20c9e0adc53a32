import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of Mux. */
export const muxRules: readonly Rule[] = [
  {
    id: 'mux-token-secret',
    name: 'Mux access token secret',
    provider: 'Mux',
    why: "Anyone with it and the token's ID can read, change and delete the videos of the environment.",
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the token under Settings, Access Tokens.',
    revokeUrl: 'https://dashboard.mux.com/settings/access-tokens',
    source: 'https://www.mux.com/docs/core/make-api-requests',
    keywords: ['mux'],
    pattern: assigned('(?<![a-z])mux[\\w.-]{0,20}(?:secret|key|token)', '[A-Za-z0-9+/]{75}'),
    minEntropy: 4.3,
    samples: {
      hit: [
        'MUX_TOKEN_SECRET=QzE/nhM7qYCaniC6lpV+CmEFAtpWib2UKJdK0X9ZMLAcOSId0z+prWfT7Fin40aoWODvNZJRdbl',
        "new Mux({ tokenId: '858c034c-7b69-402f-bdb8-6c8e0300f10b', muxTokenSecret: 'JcYTtrU1dnI82SSa5VAw+D6h5wO2zKXu+m3MtIbzDOISF3xTrXhqX4+Jwtyzg3GiVFZLwnof6F3' })",
      ],
      clean: [
        'MUX_TOKEN_ID=89763118-5ea1-42f4-944d-d4ec3fbc5802',
        'MUX_TOKEN_SECRET=zAbJmtkbwN+yjkmnZqx9at59E/Que6PbAcyyyxO9',
        'demux_secret=ymHn0Xoe/M0NFvKYmkeXATqq2N+GvFzpSbrO4LNDgVA1b9RPxU38V3mq00DlOFb2D5cKKSA13o6',
      ],
    },
  },
  {
    id: 'mux-webhook-secret',
    name: 'Mux webhook signing secret',
    provider: 'Mux',
    why: "Anyone with it can forge events that the receiver accepts as Mux's.",
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Rotate the signing secret under Settings, Webhooks.',
    revokeUrl: 'https://dashboard.mux.com/settings/webhooks',
    source: 'https://www.mux.com/docs/core/verify-webhook-signatures',
    keywords: ['mux'],
    pattern: assigned('(?<![a-z])mux[\\w.-]{0,10}(?:webhook|sign)[\\w.-]{0,20}', '[a-z0-9]{32}'),
    minEntropy: 3.3,
    check: mixedCharacters,
    samples: {
      hit: [
        'MUX_WEBHOOK_SECRET=hofgu8m7u0n57syodfn3d565816j5o3y',
        'muxWebhookSigningSecret: "yxzn17bdoxm29nbt91umsndlayl2byui"',
      ],
      clean: ['MUX_WEBHOOK_SECRET=4m797jilt6yl', 'MUX_WEBHOOK_URL=https://example.org/mux'],
    },
  },
];
