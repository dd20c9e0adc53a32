import { appKeyRule } from '../appKeyRule';
import { weighSecret } from '../checks/weigh';
import type { Rule } from '../rule';

/** The keys with which PHP applications sign and encrypt their data. */
export const phpAppKeysRules: readonly Rule[] = [
  appKeyRule({
    id: 'laravel-app-key',
    name: 'Key of a Laravel application',
    provider: 'Laravel',
    keywords: ['base64:'],
    pattern:
      /(?<![A-Za-z0-9])APP_(?:PREVIOUS_)?KEYS?["']?\]?[\t ]{0,8}(?:=>|[=:,])[\t ]{0,8}["']?base64:(?<secret>[A-Za-z0-9+/]{22,60}={0,2})(?![\w+/=])/g,
    source: 'https://laravel.com/docs/encryption',
    samples: {
      hit: [
        { path: '.env', text: 'APP_KEY=base64:Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3Tn6Bv0aXeUiKo8=\n' },
        { path: 'phpunit.yml', text: 'APP_KEY: "base64:q8Zt5kQw9xLp2mVb8R4nJA=="\n' },
      ],
      clean: [
        { path: '.env', text: 'APP_KEY=\n' },
        { path: '.env', text: 'APP_KEY=base64:$' + '{APP_KEY_BASE64}\n' },
      ],
    },
  }),
  appKeyRule({
    id: 'magento-crypt-key',
    name: 'Encryption key of a Magento shop',
    provider: 'Magento',
    keywords: ['crypt'],
    pattern:
      /["']crypt["'][\t ]{0,8}=>[\t ]{0,8}(?:\[|array[\t ]{0,4}\()\s{0,40}["']key["'][\t ]{0,8}=>[\t ]{0,8}["'](?<secret>[0-9a-f]{32}|base64[A-Za-z0-9+/=]{40,80})["']/g,
    source:
      'https://experienceleague.adobe.com/en/docs/commerce-operations/configuration-guide/files/config-reference-envphp',
    samples: {
      hit: [
        { path: 'env.php', text: "'crypt' => [\n    'key' => 'b83ea953219116ebaa6b8fa43113e05a'\n]," },
        { path: 'env.php', text: "'crypt' => array (\n  'key' => '2798e38ff616bd1c10d17e6060c39e08',\n)" },
      ],
      clean: [
        { path: 'env.php', text: "'crypt' => [\n    'key' => ''\n]," },
        { path: 'env.php', text: "'crypt' => ['cost' => 12]" },
      ],
    },
  }),
  appKeyRule({
    id: 'drupal-hash-salt',
    name: 'Hash salt of a Drupal site',
    provider: 'Drupal',
    why: 'Anyone with it can make links for one-time logins that the site trusts.',
    severity: 'medium',
    keywords: ['hash_salt'],
    pattern: /hash_salt["']?\]?[\t ]{0,8}(?:=>|[=:])[\t ]{0,8}["'](?<secret>[A-Za-z0-9_-]{32,128})["']/g,
    check: weighSecret,
    confidence: 'medium',
    source: 'https://www.drupal.org/docs/security-in-drupal',
    samples: {
      hit: [
        {
          path: 'settings.php',
          text: "$settings['hash_salt'] = 'Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3Tn6Bv0aXeUiKo8q';\n",
        },
        {
          path: 'settings.php',
          text: "$settings['hash_salt'] = 'q8Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3Tn6Bv0aXeUiKo8Zt5kQw9xLp2mVb8R4n_-';\n",
        },
      ],
      clean: [
        { path: 'settings.php', text: "$settings['hash_salt'] = '';\n" },
        { path: 'settings.php', text: "$settings['hash_salt'] = getenv('HASH_SALT');\n" },
      ],
    },
  }),
];
