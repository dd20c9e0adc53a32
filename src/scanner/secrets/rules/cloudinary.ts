import { assigned } from '../patterns';
import type { Rule } from '../rule';

const KEYS = 'https://console.cloudinary.com/settings/api-keys';

/** Cloudinary. Its cloud names and API keys are public. */
export const cloudinaryRules: readonly Rule[] = [
  {
    id: 'cloudinary-url',
    name: 'Cloudinary URL with API secret',
    provider: 'Cloudinary',
    why: 'Anyone with it can upload, change and delete all images and videos of the account.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Generate a new API key in the settings and delete this one.',
    revokeUrl: KEYS,
    source: 'https://cloudinary.com/documentation/node_integration#configuration',
    keywords: ['cloudinary://'],
    pattern: /cloudinary:\/\/\d{12,18}:(?<secret>[A-Za-z0-9_-]{24,36})@[a-z0-9_-]{2,80}/gi,
    minEntropy: 3.5,
    samples: {
      hit: [
        'CLOUDINARY_URL=cloudinary://082351562425035:RhtJ0TI-xx48uWvv2B5MCemhehf@acme',
        "cloudinary.config('cloudinary://404297151286104:03-LrQoQhSju9OMaYTfHvllLS-N@acme-prod')",
      ],
      clean: ['CLOUDINARY_URL=cloudinary://<key>:<secret>@<cloud>', 'cloudinary://530986204366051@acme'],
    },
  },
  {
    id: 'cloudinary-api-secret',
    name: 'Cloudinary API secret',
    provider: 'Cloudinary',
    why: 'With the public API key, anyone can upload, change and delete all images and videos of the account.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Generate a new API key in the settings and delete this one.',
    revokeUrl: KEYS,
    source: 'https://cloudinary.com/documentation/cloudinary_credentials_tutorial',
    keywords: ['cloudinary'],
    pattern: assigned('cloudinary[\\w.\\-]{0,16}secret', '[A-Za-z0-9_-]{27}'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'CLOUDINARY_API_SECRET=y7I62DDRjpHDtmFlO3Q96PEimsO',
        "cloudinarySecret: 'z8EhBKUzE2xs0CebvvFsvlE15dh'",
      ],
      clean: ['CLOUDINARY_API_KEY=410854872910123', 'CLOUDINARY_API_SECRET=$SECRET'],
    },
  },
];
