import type { Rule } from '@/engines/secrets/rule';

/** Text on which the planted rules never finish: each further character doubles the time. */
export const HANGING = `explode-${'a'.repeat(60)}!`;
/** Text on which the engine process dies. */
export const DEADLY = 'die-at-once';

const ABOUT = {
  provider: 'generic',
  why: 'It stops the engine.',
  severity: 'low',
  confidence: 'low',
  revoke: 'Nothing to revoke.',
  revokeUrl: null,
  source: 'https://example.com/planted',
  samples: { hit: [], clean: [] },
} as const;

/** Rules that Heimdall must never have, and must still survive. */
export const PLANTED_RULES: readonly Rule[] = [
  {
    ...ABOUT,
    id: 'planted-hang',
    name: 'Exponential pattern',
    keywords: ['explode-'],
    pattern: /explode-(?:a|a){1,100}$/g,
  },
  {
    ...ABOUT,
    id: 'planted-death',
    name: 'Finder that dies',
    keywords: [DEADLY],
    find: () => {
      process.kill(process.pid, 'SIGKILL');
      return [];
    },
  },
];
