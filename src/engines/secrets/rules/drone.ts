import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Drone CI. */
export const droneRules: readonly Rule[] = [
  {
    id: 'droneci-access-token',
    name: 'Drone CI access token or RPC secret',
    provider: 'Drone CI',
    why: 'Anyone who reaches the server can start builds and read their secrets as the token’s owner, or pose as a runner.',
    severity: 'critical',
    confidence: 'medium',
    revoke:
      'Create a new token on the account page of the Drone server; change an RPC secret on server and runners.',
    revokeUrl: null,
    source: 'https://docs.drone.io/cli/configure/',
    keywords: ['drone'],
    pattern: assigned('(?<![a-z])drone[\\w.\\-]{0,16}(?:token|secret|key)', '[A-Za-z0-9]{32}'),
    minEntropy: 3.2,
    samples: {
      hit: [
        'export DRONE_TOKEN=jkwAb0ycfMmU8q52pmzUNiWxY0C6GqWW',
        'DRONE_RPC_SECRET=55d450d7339454d3f9cba81be317eaa1',
      ],
      clean: ['DRONE_COMMIT=2105b20791c1a693d23ae18ca881d0d89f2b849b', 'DRONE_TOKEN=$DRONE_TOKEN'],
    },
  },
];
