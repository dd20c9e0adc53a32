import { checkApiKey } from '../checks/google';
import { wordiness } from '../generic/words';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Google's APIs. */
export const googleRules: readonly Rule[] = [
  {
    id: 'gcp-api-key',
    name: 'Google API key',
    provider: 'Google',
    why: 'Anyone with it can call the services that it is open to, such as Maps or Gemini, and its project pays for them.',
    severity: 'high',
    confidence: 'high',
    revoke:
      'Delete or rotate the key in the credentials of its project, and restrict the new one to an API and a caller.',
    revokeUrl: 'https://console.cloud.google.com/apis/credentials',
    source: 'https://cloud.google.com/docs/authentication/api-keys',
    keywords: ['aiza'],
    pattern: /(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/g,
    minEntropy: 3.5,
    check: checkApiKey,
    samples: {
      hit: [
        'GOOGLE_MAPS_API_KEY=AIzaJU90EwkqN1bL_Rn7Q2LqATODc_uNLuE0kZa',
        '<script src="https://maps.googleapis.com/maps/api/js?key=AIzaPGcbzUeuyhCgpqVJarUOIUSADrOPkx-3hwb&callback=init"></script>',
        "const firebaseConfig = { apiKey: 'AIzaVvxILTWkVLivb1URmhwADmlHTOFPv7eIRXc', authDomain: 'shop.firebaseapp.com' };",
      ],
      clean: [
        'GOOGLE_API_KEY=AIzarjhrBH04mPsz7S6kwh7IwWk6kkSxFS',
        'GOOGLE_API_KEY=XAIza2UNzSuX9H5ya5w7Cs81udQpikZA8jjaeutw',
        'GOOGLE_API_KEY=AIzabMcz72N76IPnvDEH548mQFEuJPiWmvXuRmU8KnWN',
        'key: $AIZA_KEY',
      ],
    },
  },
  {
    id: 'gemini-auth-key',
    name: 'Gemini API authorization key',
    provider: 'Google',
    why: 'Anyone with it can use the Gemini API as the service account that it is bound to, and its project pays.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key in AI Studio or in the credentials of its project.',
    revokeUrl: 'https://aistudio.google.com/apikey',
    source: 'https://ai.google.dev/gemini-api/docs/api-key',
    keywords: ['aq.ab8'],
    pattern: /(?<![A-Za-z0-9_.-])AQ\.Ab8[A-Za-z0-9_-]{44,60}(?![A-Za-z0-9_-])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'GEMINI_API_KEY=AQ.Ab89ORMIXIHogm0krRqbpsCTry2zUjSEXOwqXOH81avDzSoe6a',
        'genai.configure(api_key="AQ.Ab8KlfPFspWdNlbOIJnSzxUadsSyPd-rEYw6k2zpUSFdTB91Jb")',
      ],
      clean: [
        'GEMINI_API_KEY=AQ.Ab8GknoxqlnKWUgQO1dfRY8',
        'GEMINI_API_KEY=xAQ.Ab8gXDkAkPlF3YYzmK8bufzrFYha5wcL8eqebYpI60OKcvTKxN',
        'GEMINI_API_KEY=AQ.Ab8RN6...',
      ],
    },
  },
  {
    id: 'google-chat-webhook',
    name: 'Google Chat webhook URL',
    provider: 'Google',
    why: 'Anyone with it can write messages into the space in the name of the app.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Delete the webhook in the settings of the space.',
    revokeUrl: 'https://developers.google.com/workspace/chat/quickstart/webhooks',
    source: 'https://developers.google.com/workspace/chat/quickstart/webhooks',
    keywords: ['chat.googleapis.com'],
    pattern:
      /chat\.googleapis\.com\/v1\/spaces\/[A-Za-z0-9_-]{6,24}\/messages\?key=AIza[A-Za-z0-9_-]{35}&(?:amp;)?token=[A-Za-z0-9_-]{30,60}(?:%3D|=){0,2}/g,
    samples: {
      hit: [
        'WEBHOOK_URL=https://chat.googleapis.com/v1/spaces/AAAAG47nCnX/messages?key=AIzaYMdHiHYrolvjBGoM2pOHFKfeVqoYEsPiwZa&token=hFqPZ8Il2ay-xcrfyhN64cpFPQMmmManGWEaZztCFRa',
        'url: "https://chat.googleapis.com/v1/spaces/AAQAuvbchVN/messages?key=AIzaT6nRoKXv_RotkFWu8JFStlaLqDh5tKCgymb&token=m7yTy9ZKpwcJBrO7mbihduksOcF-IN6eZVZNB6NKvo%3D"',
      ],
      clean: [
        'https://chat.googleapis.com/v1/spaces/AAAAD7lkZbn/messages',
        'https://chat.googleapis.com/v1/spaces/SPACE_ID/messages?key=KEY&token=TOKEN',
      ],
    },
  },
  {
    id: 'google-app-password',
    name: 'App password of a Google account',
    provider: 'Google',
    why: 'Anyone with it can read and send the mail of the account, past its second factor.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Remove the app password in the settings of the account.',
    revokeUrl: 'https://myaccount.google.com/apppasswords',
    source: 'https://support.google.com/accounts/answer/185833',
    keywords: ['pass'],
    pattern:
      /pass(?:word|wd|code)?["'\]]{0,2}[\t ]{0,8}(?:=>|[=:,(])[\t ]{0,8}["']?(?<secret>[a-z]{4} [a-z]{4} [a-z]{4} [a-z]{4})(?![a-z ])/gi,
    check: ({ secret }) => (wordiness(secret.replaceAll(' ', '')) < -0.3 ? undefined : 'no'),
    samples: {
      hit: ["EMAIL_HOST_PASSWORD = 'kxqv wzjh mrtp bgfd'", 'SMTP_PASS=zvhk qjwt xnbd rpgc\n'],
      clean: [
        'password: then your user must sign in again',
        'password: this must have been',
        "password = 'over than this what'",
      ],
    },
  },
  {
    id: 'google-recaptcha-secret',
    name: 'Google reCAPTCHA secret key',
    provider: 'Google',
    why: 'Anyone with it can verify answers in the name of the site; it gives no data away.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Create a new key in the reCAPTCHA console and delete this one.',
    revokeUrl: 'https://www.google.com/recaptcha/admin',
    source: 'https://developers.google.com/recaptcha/docs/verify',
    keywords: ['captcha'],
    pattern: assigned('(?:re|h)?captcha[\\w.-]{0,20}(?:secret|private)', '6L[A-Za-z0-9_-]{38}'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'RECAPTCHA_SECRET_KEY=6Lcao3uK0AIYn3iLHtoAY8WarPQj-9ZVEHbam16a',
        "recaptcha: { recaptchaPrivateKey: '6LdxsLoFiQsT9GNAA6I4CY88QNxk6u7vMFh9rxtb' }",
      ],
      clean: [
        'RECAPTCHA_SITE_KEY=6LcNJczASm44ursZ1OZ1Acd9FPtQZGIKgilZ6HPu',
        'RECAPTCHA_SECRET_KEY=6LcvLKpWdWCK9OF9ahgzMim',
        'RECAPTCHA_SECRET_KEY=process.env.SECRET',
      ],
    },
  },
];
