import type { Rule } from '../rule';

/** Adafruit IO. */
export const adafruitRules: readonly Rule[] = [
  {
    id: 'adafruit-io-key',
    name: 'Adafruit IO key',
    provider: 'Adafruit',
    why: 'Anyone with it can read and write every feed of the account, and so switch the devices behind them.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Regenerate the key in the account’s “My Key” dialogue.',
    revokeUrl: 'https://io.adafruit.com/',
    source: 'https://io.adafruit.com/api/docs/#authentication',
    keywords: ['aio_'],
    pattern: /(?<![A-Za-z0-9_])aio_[A-Za-z0-9]{28}(?![A-Za-z0-9_])/g,
    minEntropy: 3,
    samples: {
      hit: [
        '#define IO_KEY "aio_6HgMEnrH552ruMCH671K7DXZUi6j"',
        'ADAFRUIT_IO_KEY=aio_ZzB66tTTu3znZy0N3xQkNTqsgHkt',
      ],
      clean: [
        'int aio_read_completion_handler_count = 0;',
        'ADAFRUIT_IO_KEY=aio_EDRwmFjIfkoUAI1vgmaSiqPBDjG',
        'x = radio_y471oill48sr9zl84wacf8toevwu',
      ],
    },
  },
];
