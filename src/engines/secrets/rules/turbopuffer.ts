import type { Rule } from '../rule';

/** Credentials of turbopuffer. */
export const turbopufferRules: readonly Rule[] = [
  {
    id: 'turbopuffer-api-key',
    name: 'turbopuffer API key',
    provider: 'turbopuffer',
    why: 'Anyone with it can read, change and delete all namespaces of the organization.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key in the dashboard and create a new one.',
    revokeUrl: 'https://turbopuffer.com/dashboard',
    source: 'https://turbopuffer.com/docs/auth',
    keywords: ['tpuf_'],
    pattern: /(?<!\w)tpuf_[0-9A-Za-z]{32}(?!\w)/g,
    samples: {
      hit: [
        'TURBOPUFFER_API_KEY=tpuf_LkOcmo1xfmoB9D0IPDw8flp3wpiDCoF6',
        'export TURBOPUFFER_API_KEY="tpuf_tJnDrJfwxmwYQR4yqolEom8WmNj71RrV"',
      ],
      clean: [
        'TURBOPUFFER_API_KEY=$TURBOPUFFER_API_KEY',
        'TURBOPUFFER_API_KEY=tpuf_jTHvrbnOL3S0srFFsW21nIO1ldCN7',
      ],
    },
  },
];
