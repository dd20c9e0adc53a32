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
        'CLOUDINARY_URL=cloudinary://573620046252877:z8np2dUWoKYXhLZHQHXgpvFaTJ3@acme',
        "cloudinary.config('cloudinary://402664789185525:bxKc8eMB3voMy5dSMSYI1qWq2EQ@acme-prod')",
      ],
      clean: ['CLOUDINARY_URL=cloudinary://<key>:<secret>@<cloud>', 'cloudinary://279660173271575@acme'],
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
    reach: { before: 64, after: 400 },
    pattern: assigned('cloudinary[\\w.\\-]{0,16}secret|api_?secret', '[A-Za-z0-9_-]{27}'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'CLOUDINARY_API_SECRET=U8FKezUgwNmnxp2Kxgz2rGdVUII',
        "cloudinary.config({\n  cloud_name: 'acme',\n  api_key: '338045330595175',\n  api_secret: 'Z6_lDoTe0HbA5wMRVydiqvgPARA',\n});",
      ],
      clean: ['CLOUDINARY_API_KEY=963540790309011', 'CLOUDINARY_API_SECRET=$SECRET'],
    },
  },
];
