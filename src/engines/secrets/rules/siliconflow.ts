import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of SiliconFlow. */
export const siliconflowRules: readonly Rule[] = [
  {
    id: 'siliconflow-api-key',
    name: 'SiliconFlow API key',
    provider: 'SiliconFlow',
    why: "Anyone with it can use models at its owner's cost.",
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the key on the API keys page and create a new one.',
    revokeUrl: 'https://cloud.siliconflow.com/account/ak',
    source: 'https://docs.siliconflow.com/en/userguide/quickstart',
    keywords: ['siliconflow', 'silicon_flow'],
    pattern: assigned('silicon_?flow', 'sk-[0-9a-z]{48}'),
    minEntropy: 3.8,
    samples: {
      hit: [
        'SILICONFLOW_API_KEY=sk-d362lmp3tpcp2f9rs4sv8dfrctvpzrwugtkt5qobaw4uguo0',
        'export SILICONFLOW_API_KEY="sk-7s5w0homyrwest2rfatvdqmsmx0v74r3kv4wfor53visnbbe"',
      ],
      clean: [
        'SILICONFLOW_API_KEY=$SILICONFLOW_API_KEY',
        'SILICONFLOW_API_KEY=sk-4y1nrq86hi14fy1yqagcg7veq9wwmdh9qycx0nv2ietsf',
      ],
    },
  },
];
