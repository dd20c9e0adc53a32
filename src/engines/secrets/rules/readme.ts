import type { Rule } from '../rule';

/** Credentials of ReadMe. */
export const readmeRules: readonly Rule[] = [
  {
    id: 'readme-api-token',
    name: 'ReadMe API key',
    provider: 'ReadMe',
    why: 'Anyone with it can read and rewrite the documentation of the project.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key in the configuration of the project and create a new one.',
    revokeUrl: 'https://dash.readme.com/',
    source: 'https://docs.readme.com/main/reference/authentication',
    keywords: ['rdme_'],
    pattern: /(?<!\w)rdme_[0-9a-z]{70}(?!\w)/g,
    samples: {
      hit: [
        'README_API_KEY=rdme_reg5k3kxgftsvovci7kkw7gv6l8jwrxgjicgqzjz4v3vu9fht107ue57i0us3sguk46g2y',
        'readme_api_key = "rdme_o0esiyjfdvba66z0vkfcahurv2ztyit2o8gvh03v48kp4eh2ql2yr0ufuhcckcjvz3n08m"',
      ],
      clean: [
        'README_API_KEY=$README_API_KEY',
        'README_API_KEY=rdme_z0o76ocf15mam13fem35zz3stqvnubg29ng50sup91lywea0udssmqyphwkot4ohakt',
      ],
    },
  },
];
