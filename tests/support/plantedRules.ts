import type { Rule } from '@/scanner/secrets/rule';

/** Text that an engine with the planted rules takes for ever over; each further character doubles the time. */
export const HANGING = `explode-${'a'.repeat(60)}!`;
/** Text over which it dies. */
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

/** Rules of the kinds that Heimdall must never have, and must bear all the same. */
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
