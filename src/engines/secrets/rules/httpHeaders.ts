import { decodeBase64, isPlainText } from '../checks/base64';
import { isFiller, isRandom, strengthOf } from '../checks/strength';
import { weigh, weighStrength } from '../checks/weigh';
import type { Check, Rule } from '../rule';

/** Accepts a token of unknown form only if it looks generated. JSON Web Tokens have their own rule. */
const checkToken: Check = ({ secret, kind }) => {
  if (/^eyJ[\w-]{10,2000}\.eyJ/.test(secret) || isFiller(secret)) return 'no';
  if (!isRandom(secret)) return 'no';
  // Recorded traffic holds what a server has really accepted, also where tests keep it.
  return kind.isRecorded === true ? 'medium' : weighStrength(strengthOf(secret), kind);
};

/** Basic authentication: base64 of `user:password`. */
const checkBasic: Check = ({ secret, kind }) => {
  const pair = decodeBase64(secret);
  if (pair === undefined || !isPlainText(pair) || !pair.includes(':')) return 'no';
  const user = pair.slice(0, pair.indexOf(':'));
  const password = pair.slice(user.length + 1);
  // Services without passwords expect a token before the colon.
  if (password === '' || /^(?:x-oauth-basic|x|api_token)$/.test(password)) return weigh(user, kind);
  if (user === 'Aladdin' || /^(?:user|username|test|foo|admin)$/.test(user)) {
    return isRandom(password) ? weigh(password, kind) : 'no';
  }
  return weigh(password, kind);
};

const WHY = 'Anyone with it can call the service as the user that it was issued to.';

/** Credentials in HTTP headers: in commands, code, recorded traffic and collections of requests. */
export const httpHeadersRules: readonly Rule[] = [
  {
    id: 'http-authorization-token',
    name: 'Token in an Authorization header',
    provider: 'generic',
    why: WHY,
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the token at the service that the request goes to.',
    revokeUrl: null,
    source: 'https://www.rfc-editor.org/rfc/rfc6750',
    keywords: ['authorization'],
    pattern:
      /authorization\\{0,3}["']?\]?[\t ]{0,4}(?:=>|[:=,])[\t ]{0,4}[fFuU]?\\{0,3}["'`]{0,2}(?:(?:bearer|token|apikey|api-key|oauth|key|ghp|pat|ssws|splunk|genie|digest|negotiate|snowflake|zoho-oauthtoken|deepl-auth-key)[\t =:]{1,3})?(?<secret>[\w.~+/-]{16,1000}={0,2})(?![\w(${[])/gi,
    check: checkToken,
    samples: {
      hit: [
        "curl -H 'Authorization: Bearer q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df' https://api.acme-billing.io/v1/invoices",
        '"Authorization": "Token 7f3a9c1e5b8d2460f1a7c3e95b8d2046e1f7a3c9"',
        "headers['Authorization'] = 'SSWS 00Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3Tn6Bv'",
      ],
      clean: [
        "curl -H 'Authorization: Bearer $" + "{API_TOKEN}' https://api.acme-billing.io",
        'Authorization: Bearer your-personal-access-token',
        "'Authorization': 'Bearer ' + this.session.accessTokenOfTheUser",
        'authorization: AuthorizationServiceConfiguration',
      ],
    },
  },
  {
    id: 'http-basic-authorization',
    name: 'User name and password in an Authorization header',
    provider: 'generic',
    why: 'It is the user name and the password in base64, which anyone can decode.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Change the password of this user at the service that the request goes to.',
    revokeUrl: null,
    source: 'https://www.rfc-editor.org/rfc/rfc7617',
    keywords: ['basic '],
    pattern: /(?<![\w-])basic[\t ]{1,4}(?<secret>[A-Za-z0-9+/_-]{8,400}={0,2})(?![\w+/=-])/gi,
    check: checkBasic,
    samples: {
      hit: [
        "curl -H 'Authorization: Basic YmlsbGluZzpadDVrUXc5eExwMm0=' https://api.acme-billing.io",
        'proxy_set_header Authorization "Basic ZGVwbG95Ok14Ny1xVHI0Wncu";',
      ],
      clean: [
        'Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==',
        'Basic authentication is used here.',
        'Basic dXNlcjpwYXNz',
      ],
    },
  },
  {
    id: 'http-bearer-token',
    name: 'Bearer token',
    provider: 'generic',
    why: WHY,
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the token at the service that issued it.',
    revokeUrl: null,
    source: 'https://www.rfc-editor.org/rfc/rfc6750',
    keywords: ['bearer '],
    pattern:
      /(?<!authorization\\{0,3}["']?\]?[\t ]{0,4}(?:=>|[:=,])[\t ]{0,4}\\{0,3}["'`]{0,2})(?<![\w-])bearer[\t ]{1,3}(?<secret>[\w.~+/-]{20,1000}={0,2})(?![\w(${[])/gi,
    check: checkToken,
    samples: {
      hit: [
        'const header = "Bearer q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df";',
        '  auth: bearer 7f3a9c1e5b8d2460f1a7c3e95b8d2046e1f7a3c9',
      ],
      clean: [
        'Bearer authentication-with-short-lived-tokens',
        'Bearer <token>',
        'Bearer $' + '{process.env.API_TOKEN}',
      ],
    },
  },
  {
    id: 'http-key-header',
    name: 'Key in a request header',
    provider: 'generic',
    why: WHY,
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the key at the service that the request goes to.',
    revokeUrl: null,
    source: 'https://swagger.io/docs/specification/v3_0/authentication/api-keys/',
    keywords: [
      'x-api-',
      'x-auth-',
      'x-access-',
      'private-token',
      'job-token',
      'x-vault-',
      'x-functions-',
      'ocp-apim-',
    ],
    pattern:
      /(?<![\w-])(?:x-(?:[a-z]{1,20}-)?(?:api-?key|auth-?(?:key|token)|access-?(?:key|token)|vault-token|functions-key)|x-api-token|private-token|job-token|ocp-apim-subscription-key)\\{0,3}["']?\]?[\t ]{0,4}(?:=>|[:=,])[\t ]{0,4}\\{0,3}["'`]?(?<secret>[\w.~+/=-]{16,500})(?![\w(${[])/gi,
    check: checkToken,
    samples: {
      hit: [
        "curl -H 'X-Api-Key: q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df' https://api.acme-billing.io/v1",
        '"X-Auth-Token": "7f3a9c1e5b8d2460f1a7c3e95b8d2046e1f7a3c9"',
      ],
      clean: [
        'X-Api-Key: $' + '{API_KEY}',
        'the header X-Api-Key: your-api-key-goes-here',
        '"x-auth-token": tokenOfTheRequest',
      ],
    },
  },
];
