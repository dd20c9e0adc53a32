import type { Rule } from '../rule';

/** Keys of Freemius. */
export const freemiusRules: readonly Rule[] = [
  {
    id: 'freemius-secret-key',
    name: 'Freemius secret key',
    provider: 'Freemius',
    why: 'Anyone with it can change the plugin, its prices and its releases, and read its buyers.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Ask Freemius for new keys, in the settings of the product.',
    revokeUrl: 'https://dashboard.freemius.com',
    source: 'https://freemius.com/help/documentation/wordpress-sdk/integrating-freemius-sdk/',
    keywords: ['secret_key'],
    pattern: /["']secret_key["'][\t ]{0,12}=>[\t ]{0,12}["'](?<secret>sk_[^\s"'\\]{29})["']/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        "fs_dynamic_init( array( 'public_key' => 'pk_KugJir5tztpqW6arYs9YE3QFvEh4C', 'secret_key' => 'sk_wj6QkeSxeqKeGk7he5Gy?{gzkt8et' ) );",
        '"secret_key"    => "sk_vdf4aOwWPIyU7jnLNLEn3o0hpCBiz",',
      ],
      clean: [
        "'secret_key' => 'sk_A2g8ogMf7F0JgZb8g0xf'",
        "'public_key' => 'sk_oUryx8q43Imckd1LluCtnIkfTyGwr'",
        "'secret_key' => getenv('FREEMIUS_SECRET')",
      ],
    },
  },
];
