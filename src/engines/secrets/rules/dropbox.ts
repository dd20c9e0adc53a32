import { assigned } from '../patterns';
import type { Rule } from '../rule';

const APPS = 'https://www.dropbox.com/developers/apps';
const SOURCE = 'https://developers.dropbox.com/oauth-guide';

/** Dropbox’s apps; dropboxTokens.ts covers its tokens. App keys are public: sign-in URLs contain them. */
export const dropboxRules: readonly Rule[] = [
  {
    id: 'dropbox-api-token',
    name: 'Dropbox short-lived access token',
    provider: 'Dropbox',
    why: 'For four hours, anyone with it can read and change files within the app’s permissions.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Revoke it with the API’s /auth/token/revoke, or disconnect the app from the account.',
    revokeUrl: 'https://www.dropbox.com/account/connected_apps',
    source: SOURCE,
    keywords: ['sl.u.', 'sl.a', 'sl.b', 'sl.c'],
    reach: { before: 2, after: 1500 },
    pattern: /(?<![A-Za-z0-9_.-])sl\.(?:u\.)?[ABC][A-Za-z0-9_-]{129,1400}(?![A-Za-z0-9_-])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'DROPBOX_TOKEN=sl.BM58dXEt_YcTL6Ma9u0vESw5PhTfs5_Ek-m5k4AaG6TsxJ2b8CHg4atcYaCmES9ilueUUs4JHhRg9O5cCpqYOVVWirJxPmMlB7Jdyv_ryuszIcelqS7PwaNDLsy2c-3oco_yxpER',
        'Authorization: Bearer sl.u.AF4ogIhYuEQOeDPrIYedWBQyNigdCjePEJ9jNzE8XhcYpSstRJ7E1gaP69f_viX0SrjbFMWClDEZa5Gn3C6LjYHQ6yacUt1Ohy6vUhAMh53VKEoerGP8xf_8vAdx5MWXjWkVufC5yx7PnAbzWOAqy2qbnZb42Ir3FQHn7TsoMIvPPsNhcygMLpqSdWD0i9qyicZfA5qOMHOPkKf1c_m6c0YvVMOz3zPw3esI6jcehtcE4_LLun0H5JydexPoDEZ4Mo9FqpvjcGAda2N7F05XMOFmUPNwwuw2oM4qTkJZoUHQtL1gVXOCAZYG6rpR4bEH-5cyfzw3C5WdFHl5YJnoWQGIHAaeOymAyvvAWsYdldvzd9OckJ5ovh9EzD4zxNHd5C1R21_mulR7D--0sYXvg9aoYTLuI3UPcnfMTs04NNYYfJKzn0FFsngySkf4elfT_7qU4DTe0OHPrz8-38oAo0z3frAHF6aYs7gmq5neQu1W27NJD5C5Qe',
      ],
      clean: ['DROPBOX_TOKEN=sl.Bsa1ONop53fbMBxNV0zNWGFrMoOtKd35aZ7QKqckv', 'ssl.Buffer.from(key)'],
    },
  },
  {
    id: 'dropbox-long-lived-token',
    name: 'Dropbox long-lived access or refresh token',
    provider: 'Dropbox',
    why: 'Anyone with it, a refresh token’s app secret added, can read and change files until it is revoked.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Revoke it with the API’s /auth/token/revoke, or disconnect the app from the account.',
    revokeUrl: 'https://www.dropbox.com/account/connected_apps',
    source: SOURCE,
    keywords: ['dropbox'],
    pattern: assigned('dropbox', '(?![A-Za-z0-9_-]{11}AAAAAAAAAA)[A-Za-z0-9_-]{64}'),
    minEntropy: 3.8,
    samples: {
      hit: [
        'DROPBOX_ACCESS_TOKEN=8y3sYB1CO3AIuq1PjvSL_tRx03jyKex18kEffvKEyyM2LBxkq4n1jv-6RAAhaeWC',
        'dropboxRefreshToken: "o5o98dxe1ibfjyWUBisGCFfJS44kY9ed4jO1T4s5qXTfBitTrHl3axeZV8gIUHQv"',
      ],
      clean: [
        'DROPBOX_ACCESS_TOKEN=$TOKEN',
        'DROPBOX_ACCESS_TOKEN=a5A3eSOqj5vfJ1x9eimXQdWHfMI70B10CByc37TYkJFtZtoLXd',
      ],
    },
  },
  {
    id: 'dropbox-app-secret',
    name: 'Dropbox app secret',
    provider: 'Dropbox',
    why: 'With the public app key, anyone can redeem codes and refresh tokens as this app.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Reset the secret, or delete the app, in the app console.',
    revokeUrl: APPS,
    source: SOURCE,
    keywords: ['dropbox'],
    reach: { before: 64, after: 300 },
    pattern: assigned('dropbox[\\w.\\-]{0,16}secret|(?:client|app)_?secret', '[a-z0-9]{15}'),
    minEntropy: 3,
    samples: {
      hit: [
        'DROPBOX_APP_SECRET=atr1s6i5xloo3ra',
        "new Dropbox({ clientId: '984zs7fhl8aiatb', clientSecret: 'hjkvaw4vzf3en3k' })",
      ],
      clean: ['DROPBOX_APP_KEY=ckhnnj1xb1xd6ko', 'DROPBOX_APP_SECRET=$SECRET'],
    },
  },
];
