import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Webflow. */
export const webflowRules: readonly Rule[] = [
  {
    id: 'webflow-api-token',
    name: 'Webflow API token or client secret',
    provider: 'Webflow',
    why: 'Anyone with it can change the site, its content and its orders, within its scopes.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the token in the integrations of the site settings and create a new one.',
    revokeUrl: 'https://webflow.com/dashboard',
    source: 'https://developers.webflow.com/data/reference/authentication',
    keywords: ['webflow'],
    pattern: assigned('webflow[\\w.-]{0,20}(?:token|key|secret)', '[0-9a-f]{64}'),
    minEntropy: 3,
    samples: {
      hit: [
        'WEBFLOW_API_TOKEN=fbae2b0d59fc077632d014bd70e6f7f48593f4a11203df0b3e6180c1cf106057',
        "const webflowApiToken = 'ab2b4f30bc470877be36cdc0efa5ddebad359160a82c703e7559f6e44e0d2a27';",
      ],
      clean: [
        'WEBFLOW_API_TOKEN=$WEBFLOW_API_TOKEN',
        'WEBFLOW_API_TOKEN=28f416f5c9766255c6e96377984907401a13fad6191ebe9df14a4fd1f7a4a',
      ],
    },
  },
];
