import type { Rule } from '../rule';

const SOURCE = 'https://buildkite.com/docs/platform/security/tokens';

/** Buildkite. */
export const buildkiteRules: readonly Rule[] = [
  {
    id: 'buildkite-api-token',
    name: 'Buildkite API access token',
    provider: 'Buildkite',
    why: 'Anyone with it can, within its scopes, read logs and start or change builds, and so run code on the agents.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token in the personal settings.',
    revokeUrl: 'https://buildkite.com/user/api-access-tokens',
    source: SOURCE,
    keywords: ['bkua_'],
    pattern: /(?<![A-Za-z0-9_])bkua_[A-Za-z0-9]{40,60}(?![A-Za-z0-9_])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'BUILDKITE_API_TOKEN=bkua_af84a6fb07f14d79aa1d2428b4803bae372837d6',
        '-H "Authorization: Bearer bkua_e642f8216aa6d9aeefcbb20f7edb9dc2e0b893fd"',
      ],
      clean: [
        'BUILDKITE_API_TOKEN=bkua_601bcd534d8b0a48cd0f',
        'abkua_89c0f72b86423528081f568f10d71d423ab1a22c',
      ],
    },
  },
  {
    id: 'buildkite-agent-token',
    name: 'Buildkite agent, session or job token',
    provider: 'Buildkite',
    why: 'Anyone with it can pose as an agent and be handed jobs with their code and secrets.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the agent token of the cluster; session and job tokens end by themselves.',
    revokeUrl: 'https://buildkite.com/organizations/~/clusters',
    source: SOURCE,
    keywords: ['bkaa_', 'bkaj_', 'bkct_', 'bkar_'],
    pattern: /(?<![A-Za-z0-9_])bk(?:aa|aj|ct|ar)_[A-Za-z0-9_-]{40,120}(?![A-Za-z0-9_-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'BUILDKITE_AGENT_TOKEN=bkct_mzXj3ZDSyurZ5Ynioh9HbKkPfDebbRe0D5mDOdhz7hufG2OofvGcZyllzLOj',
        'token="bkaa_EvA1ZlBeV73OYPMnrOJg9SyFpPXLJUf90r6ALH9J549GPCVcLKlmtM7EExng5K2xuSWi5yDnpvv"',
      ],
      clean: [
        'BUILDKITE_AGENT_TOKEN=bkct_lghbCFlDZ9',
        'mbkaj_AfeFsho94oadk5kxFrRHRfzBqNlBUuJqPu44UdbVcnpAFzisz0N0OXvmfYIf',
      ],
    },
  },
];
