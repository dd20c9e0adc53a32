import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Credentials of Render. */
export const renderRules: readonly Rule[] = [
  {
    id: 'render-api-key',
    name: 'Render API key',
    provider: 'Render',
    why: 'Anyone with it can read the environment of every service of its owner, and deploy or delete them.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the key in the account settings and create a new one.',
    revokeUrl: 'https://dashboard.render.com/u/settings#api-keys',
    source: 'https://render.com/docs/api',
    keywords: ['rnd_'],
    pattern: /(?<!\w)rnd_[0-9A-Za-z]{28,36}(?!\w)/g,
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'RENDER_API_KEY=rnd_4CtTtdQYU6BHQBUIEuD78cq9V6OgbP1M',
        "const renderApiKey = 'rnd_yxYwIfOOdNNEjEgfE1BjETlnnpZTjiut';",
      ],
      clean: ['RENDER_API_KEY=$RENDER_API_KEY', 'RENDER_API_KEY=rnd_2t8meDq1h9OnnV4J2d35tgU'],
    },
  },
  {
    id: 'render-deploy-hook',
    name: 'Render deploy hook',
    provider: 'Render',
    why: 'Anyone with it can start deploys of the service.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Regenerate the deploy hook in the settings of the service.',
    revokeUrl: 'https://dashboard.render.com/',
    source: 'https://render.com/docs/deploy-hooks',
    keywords: ['api.render.com/deploy'],
    pattern: /api\.render\.com\/deploy\/srv-[0-9a-z]{20}\?key=(?<secret>[\w-]{8,24})(?![\w-])/g,
    samples: {
      hit: [
        'DEPLOY_HOOK=https://api.render.com/deploy/srv-o7qy653eieuvt54z8ays?key=Yt0yNF4Ahh8',
        'export DEPLOY_HOOK="https://api.render.com/deploy/srv-klij0aj8jmtaqo5xr66m?key=6T-J-TVNnm4"',
      ],
      clean: [
        'DEPLOY_HOOK=$DEPLOY_HOOK',
        'DEPLOY_HOOK=https://api.render.com/deploy/srv-q5nql5uvftibkausm16e?key=v9Is',
      ],
    },
  },
];
