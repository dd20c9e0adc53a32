import { assigned } from '../patterns';
import type { Rule } from '../rule';

const OAUTH = 'https://developers.google.com/identity/protocols/oauth2';
const CREDENTIALS_PAGE = 'https://console.cloud.google.com/apis/credentials';

/** Credentials that Google's OAuth issues to applications and their users. */
export const googleOauthRules: readonly Rule[] = [
  {
    id: 'gcp-oauth-client-secret',
    name: 'Google OAuth client secret',
    provider: 'Google',
    why: 'Anyone with it and the client id can pose as the application and redeem the sign-ins of its users.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Add a new secret to the OAuth client, then disable and delete this one.',
    revokeUrl: CREDENTIALS_PAGE,
    source: 'https://support.google.com/cloud/answer/6158849',
    keywords: ['gocspx-'],
    pattern: /(?<![A-Za-z0-9_-])GOCSPX-[A-Za-z0-9_-]{28}(?![A-Za-z0-9_-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'GOOGLE_CLIENT_SECRET=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',
        '"client_secret":"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","redirect_uris":[]',
      ],
      clean: [
        'GOOGLE_CLIENT_SECRET=GOCSPX-Mrv5BBN5LqVoUrDpzlo1',
        'GOOGLE_CLIENT_SECRET=aGOCSPX-tIbgUy2c8BasEHRsS3Almr3p4h1o',
        'GOOGLE_CLIENT_SECRET=GOCSPX-your-secret',
      ],
    },
  },
  {
    id: 'gcp-oauth-client-secret-legacy',
    name: 'Google OAuth client secret without a prefix',
    provider: 'Google',
    why: 'Anyone with it and the client id can pose as the application and redeem the sign-ins of its users.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Add a new secret to the OAuth client, then disable and delete this one.',
    revokeUrl: CREDENTIALS_PAGE,
    source: 'https://support.google.com/cloud/answer/6158849',
    keywords: ['google', 'gcp', 'gmail', 'youtube'],
    pattern: assigned(
      '(?<![a-z])(?:google|gcp|gmail|youtube)[\\w.-]{0,20}client[_.-]?secret',
      '[A-Za-z0-9_-]{24}',
    ),
    minEntropy: 3.5,
    samples: {
      hit: [
        'GOOGLE_CLIENT_SECRET=YrLYc7pk7lYI7mPSnvMUrtgl',
        "google: { googleClientSecret: 'mjDF4YYoTD1WhuGuUjX0lCJK' }",
      ],
      clean: [
        'GOOGLE_CLIENT_SECRET=ddXCZhduI93qyOJaxJQP',
        'GOOGLE_CLIENT_ID=TLbwQtOBbj78kHz5ihebXhSe',
        'GOOGLE_CLIENT_SECRET=$GOOGLE_CLIENT_SECRET',
      ],
    },
  },
  {
    id: 'gcp-oauth-refresh-token',
    name: 'Google OAuth refresh token',
    provider: 'Google',
    why: 'Anyone with it and its client can get access tokens of the user until it is revoked: of gcloud, for all projects.',
    severity: 'critical',
    confidence: 'high',
    revoke:
      "Remove the application's access in the user's account, or run `gcloud auth revoke` where it came from gcloud.",
    revokeUrl: 'https://myaccount.google.com/connections',
    source: OAUTH,
    keywords: ['1//0', '1\\/\\/0'],
    pattern: /(?<![A-Za-z0-9_./-])1(?:\/\/|\\\/\\\/)0[A-Za-z0-9_-]{40,512}(?![A-Za-z0-9_-])/g,
    reach: { before: 8, after: 560 },
    minEntropy: 4,
    samples: {
      hit: [
        '"refresh_token": "1//0otNFidZ1u1EcWVMSkG81TGRh11jK6HPPBXSGM5-etVnTBM0iQFctT5czDulFvw5YRgc_r5hEb0EfUQgRsVKC0_gEvKn6H5yb5ua",',
        'GOOGLE_REFRESH_TOKEN=1//0HEIR3VcscKDd7O68DraWvB6QgvELNLDfZWCmRSn54gL9XLsRaj5QcwWFlDPXb',
        '"refresh_token":"1\\/\\/0SBD74x4qRPucy5l3MaAKCnpjb0uP-0FNh2-LslZY8aOkNTLMGXRUCqufqjfVKBS9Rphb1z4AJhATPFNMKQqxEDZpgO_4Nq9OO8c"',
      ],
      clean: [
        'refresh_token: 1//0WLsun42XTubz2Fhn4JLh',
        'half = 1//0 # aYosYbS9OXY3T8fknPAcngut6mHMalTPuwKHKTrYc5iq5m0ACbV8T7qiay6Z',
        'https://host/1//0h95pM4q9X39UBIpAJ8Tixr4iFS7dXounsARWAm41CrrwjrPiKJ0ic00JbHNM',
      ],
    },
  },
  {
    id: 'gcp-oauth-access-token',
    name: 'Google OAuth access token',
    provider: 'Google',
    why: 'Anyone with it can act as the user or service account within its scopes until it expires, usually after an hour.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Revoke it at https://oauth2.googleapis.com/revoke, or wait until it expires.',
    revokeUrl: 'https://developers.google.com/identity/protocols/oauth2/web-server#tokenrevoke',
    source: OAUTH,
    keywords: ['ya29.'],
    pattern: /(?<![A-Za-z0-9_.-])ya29\.(?:[a-z0-9]\.)?[A-Za-z0-9_-]{40,1500}(?![A-Za-z0-9_-])/g,
    reach: { before: 8, after: 1520 },
    minEntropy: 4,
    samples: {
      hit: [
        'Authorization: Bearer ya29.a0UZENZ0Afmpwl-jbY_6C6CfFSwVEuP9SHDDGboMy5v27Nn9pFAOJFhs13pnsfPZsQWVfS33ZAh2LQ9Zt35Us502HFIi4o-nZzts5akbTadkjGTxCM6Ep24cbLQ_MGhrx96u9ZHwRY9APZ2xBWQW0jnJw1NoDfZPQd',
        '{"access_token":"ya29.c.iGAMVQRlntcDqJbqiVYGVd9JAVlqFIwmOhd7R0bZxaGMmZxD5awlMQQd6VZ6SRlfmgnMbO2se4GyMaRkN0jtfKRBimFeQqq1AES9kbZnIeDtdv8QQMVfRZq0gIjCU9crH6PC64EEg3sabAtGAw5HS6ClLVZbg8SoIvzFP69T6FK9fxUFnJNJiUxydniW95xdCp3Xau1z","expires_in":3599}',
      ],
      clean: [
        'Authorization: Bearer ya29.TYUwkLafOLx3q4QAjAHv',
        'Authorization: Bearer maya29.YHAEEiuoO79vo96lm1kS4Jrq9YosE1vj475aHdQdunTI4UXw3xdf0kyXCYiz',
        'Authorization: Bearer ya29.<token>',
      ],
    },
  },
];
