import { assigned } from '../patterns';
import type { Rule } from '../rule';

const TOKENS = 'https://cloud.digitalocean.com/account/api/tokens';
const SOURCE = 'https://docs.digitalocean.com/reference/api/create-personal-access-token/';

/** DigitalOcean. */
export const digitaloceanRules: readonly Rule[] = [
  {
    id: 'digitalocean-pat',
    name: 'DigitalOcean personal access token',
    provider: 'DigitalOcean',
    why: 'Anyone with it can, within its scopes, create, change and delete machines, databases and domains.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete or regenerate the token in the API settings.',
    revokeUrl: TOKENS,
    source: SOURCE,
    keywords: ['dop_v1_'],
    pattern: /(?<![A-Za-z0-9_])dop_v1_[0-9a-f]{64}(?![A-Za-z0-9_])/g,
    samples: {
      hit: [
        'DIGITALOCEAN_TOKEN=dop_v1_04cc9f9f01f71ce4b3ac51452986a48133d45f37e52464d813532a10d0cab4a9',
        'provider "digitalocean" { token = "dop_v1_538545dd9929134e8f2a8faa23dd1fde29818f4ed557b130eaffb28750a08f5a" }',
      ],
      clean: [
        'DIGITALOCEAN_TOKEN=dop_v1_0e2f00ed6e2b42ffdf7a0ee5cd65bc0b4286743f',
        'xdop_v1_31bd2a0a5365f07951ba634072bc420786384f9bc15be102833c66f5ed5bb110',
      ],
    },
  },
  {
    id: 'digitalocean-access-token',
    name: 'DigitalOcean OAuth access token',
    provider: 'DigitalOcean',
    why: 'Until it expires, anyone with it acts for the account that signed in, within its scopes.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the app’s access in the API settings.',
    revokeUrl: 'https://cloud.digitalocean.com/account/api/applications',
    source: 'https://docs.digitalocean.com/reference/api/oauth/',
    keywords: ['doo_v1_'],
    pattern: /(?<![A-Za-z0-9_])doo_v1_[0-9a-f]{64}(?![A-Za-z0-9_])/g,
    samples: {
      hit: [
        'access_token=doo_v1_801c75b561a02e3cc6bdeebf394194152fbcf2c9fc3d13f13079c5c71286d742',
        '"access_token": "doo_v1_9b829b217faf24a016fb0e73411db145d3d7f987580f0101edd88c930ce30db7"',
      ],
      clean: [
        'access_token=doo_v1_b92b5325367aa7cf2849a0ce2b07d38e3f77bd87',
        'voodoo_v1_6f12d1510e8b224bc6e4b33bcf2ba6f020bea212dc45480cce42f5519fa3e375',
      ],
    },
  },
  {
    id: 'digitalocean-refresh-token',
    name: 'DigitalOcean OAuth refresh token',
    provider: 'DigitalOcean',
    why: 'Anyone with it and the app’s secret gets new access tokens for the account repeatedly.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the app’s access in the API settings.',
    revokeUrl: 'https://cloud.digitalocean.com/account/api/applications',
    source: 'https://docs.digitalocean.com/reference/api/oauth/',
    keywords: ['dor_v1_'],
    pattern: /(?<![A-Za-z0-9_])dor_v1_[0-9a-f]{64}(?![A-Za-z0-9_])/g,
    samples: {
      hit: [
        'refresh_token=dor_v1_6ae216c724c2e5ac300b2f540e32a08cdd06dc7792cbcb9d56c8125f04519c6f',
        '"refresh_token": "dor_v1_660858a452c42c7b42d3e9d87d38c0e9e0369f3cf0314c585fe9c4fd3e3291e9"',
      ],
      clean: [
        'refresh_token=dor_v1_7f9432e1ae95217897962fe91fb80162b661eb37',
        'vendor_v1_947bfd078349165959c44907da22604def7c9556c908a4d716f175cb57c9e61f',
      ],
    },
  },
  {
    id: 'digitalocean-spaces-secret',
    name: 'DigitalOcean Spaces secret key',
    provider: 'DigitalOcean',
    why: 'With its key id, anyone can read and change the files of the Spaces that it was made for.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the access key in the Spaces settings.',
    revokeUrl: 'https://cloud.digitalocean.com/spaces/access_keys',
    source: 'https://docs.digitalocean.com/products/spaces/how-to/manage-access/',
    keywords: ['spaces', 'do_secret', 'secret_access_key', 'secretaccesskey'],
    pattern: assigned(
      'spaces[\\w.\\-]{0,12}(?:secret|key)|do_secret|secret_?access_?key',
      '[A-Za-z0-9+/]{43}(?!=)',
    ),
    minEntropy: 4.2,
    samples: {
      hit: [
        'SPACES_SECRET_ACCESS_KEY=0IokF10FdZk13/ewsYdRD29VHG3FuBb0Z+84KvVgj/y',
        "secretAccessKey: 'xdtsNlE+Z5nZmeZbTZBR+SYdA7zGYoqO0w/E/i5JXu3'",
      ],
      clean: [
        'SPACES_ACCESS_KEY_ID=DO00UDYJAEA7LITZFVPK',
        'SPACES_SECRET=khNpEY8QxCjvJn1SnundQyZAmW3vSUb+YvGkwSjjaCY=',
      ],
    },
  },
];
