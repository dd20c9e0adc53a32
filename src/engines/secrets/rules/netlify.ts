import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of Netlify. */
export const netlifyRules: readonly Rule[] = [
  {
    id: 'netlify-access-token',
    name: 'Netlify personal access token',
    provider: 'Netlify',
    why: 'Anyone with it can deploy to every site of its owner and read their environment variables.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token under User settings, Applications.',
    revokeUrl: 'https://app.netlify.com/user/applications',
    source: 'https://docs.netlify.com/api/get-started/#authentication',
    keywords: ['nfp_'],
    pattern: /(?<![A-Za-z0-9_])nfp_[A-Za-z0-9]{36}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'NETLIFY_AUTH_TOKEN=nfp_0oSFJ8QeBPQYbSnazsTKygY4eaL87CXI7k3Z',
        'netlify deploy --prod --auth nfp_KFYhPUglUPX7gkVTFBXiD2bXCMJQTlEXSAKO',
      ],
      clean: ['NETLIFY_AUTH_TOKEN=nfp_kQ0J1hql8XLi', 'anfp_XBeVw35QGwqHSXd7iJJd0WmO11jjuH4a7lD8'],
    },
  },
  {
    id: 'netlify-token',
    name: 'Netlify OAuth, CLI, build or user token',
    provider: 'Netlify',
    why: 'Anyone with it can use Netlify as the one it was issued to.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke it under User settings, Applications.',
    revokeUrl: 'https://app.netlify.com/user/applications',
    source: 'https://docs.netlify.com/api/get-started/#authentication',
    keywords: ['nfo_', 'nfc_', 'nfu_', 'nfb_'],
    pattern: /(?<![A-Za-z0-9_])nf[ocub]_[A-Za-z0-9]{36}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        '{"auth":{"token":"nfc_wnut6YqayRhEJV0VsaO6mGiuIyHOOfRzKNvJ"}}',
        'NETLIFY_AUTH_TOKEN=nfo_qGXuHFbgNAYrqDH0iyjbNHSd2iyssOxSR53t',
      ],
      clean: ['NETLIFY_AUTH_TOKEN=nfo_qE7XHbay1zyj', 'conf_JzlAR3iD8EySXN9Ts7KGoQTxDjplP9RsjQXM'],
    },
  },
  {
    id: 'netlify-legacy-access-token',
    name: 'Netlify access token without prefix',
    provider: 'Netlify',
    why: 'Anyone with it can deploy to every site of its owner and read their environment variables.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the token under User settings, Applications.',
    revokeUrl: 'https://app.netlify.com/user/applications',
    source: 'https://docs.netlify.com/api/get-started/#authentication',
    keywords: ['netlify'],
    pattern: assigned(
      'netlify[\\w.-]{0,20}(?:token|pat|key|secret)',
      '[A-Za-z0-9_-]{43}(?:[A-Za-z0-9_-]{2})?',
    ),
    minEntropy: 4,
    check: mixedCharacters,
    samples: {
      hit: [
        'NETLIFY_AUTH_TOKEN=0szBmDY6BpLRHikQ0JVP2L_AkUstYYFHLi_7aj74H6z',
        'netlify_access_token: "05fEG83OGcodrS8f-ORC_c5Jk1DqQE_vwmjLKQIahlk8r"',
      ],
      clean: [
        'NETLIFY_SITE_ID=f7b46b63-5548-46ec-b127-ad383893d47d',
        'NETLIFY_AUTH_TOKEN=F_e3GA2nB7PIu94K9z5a',
        'NETLIFY_AUTH_TOKEN=nfp_Dsn9wJ1WKGZdQwifShuVyeEa9RMlDvUqG8nN',
      ],
    },
  },
  {
    id: 'netlify-build-hook',
    name: 'Netlify build hook',
    provider: 'Netlify',
    why: 'Anyone with it can start builds of the site.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Delete the build hook under Site configuration, Build & deploy.',
    revokeUrl: 'https://app.netlify.com',
    source: 'https://docs.netlify.com/configure-builds/build-hooks/',
    keywords: ['netlify.com/build_hooks/'],
    pattern: /api\.netlify\.com\/build_hooks\/(?<secret>[0-9a-f]{24})(?![\w-])/gi,
    samples: {
      hit: [
        'curl -X POST -d {} https://api.netlify.com/build_hooks/ff0c6976557b31e562306bad',
        'hook: "https://api.netlify.com/build_hooks/651942bab4513c1aaed2cfb3"',
      ],
      clean: ['https://api.netlify.com/build_hooks/$HOOK', 'https://api.netlify.com/build_hooks/d61af27f1b'],
    },
  },
];
