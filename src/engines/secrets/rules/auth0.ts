import { limited } from '../limited';
import { assigned } from '../patterns';
import type { Check, Rule } from '../rule';

const MANAGEMENT_API = limited(/"https:\/\/[^"\s]{4,200}\/api\/v2\/"/, 1200);

/** The general rule for JSON Web Tokens covers tokens for audiences other than the Management API. */
const isForManagement: Check = ({ secret }) => {
  const payload = Buffer.from(secret.split('.')[1] ?? '', 'base64url').toString('utf8');
  return MANAGEMENT_API.test(payload) ? 'high' : 'no';
};

/** Auth0. Its client ids and domains are public. */
export const auth0Rules: readonly Rule[] = [
  {
    id: 'auth0-client-secret',
    name: 'Auth0 client secret',
    provider: 'Auth0',
    why: 'With the public client id, anyone can get tokens as this application, and for some the users’ data.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Rotate the secret in the application’s settings.',
    revokeUrl: 'https://manage.auth0.com/dashboard',
    source: 'https://auth0.com/docs/secure/application-credentials',
    keywords: ['auth0'],
    reach: { before: 300, after: 400 },
    pattern: assigned('auth0|client[_-]?secret', '[A-Za-z0-9_-]{64}'),
    minEntropy: 4.2,
    samples: {
      hit: [
        'AUTH0_CLIENT_SECRET=pbHcginn0bJK_3dxExR1bO6BMc2ckAQyso1I5QNzZtf7FoA35RICyU7RcVCKc_AC',
        'domain: acme.auth0.com\nclient_id: 0XGlwIaazP2c1CPT5KpTvHrE107AeTi9\nclient_secret: 4KTeFKVHRbOPzmbBYgFL8iJ9PGDNFx0f6Nnkk_Mlu1mIJBSUbQjjRsb8WaEQi2Tq\n',
      ],
      clean: [
        'AUTH0_CLIENT_ID=lsU3MbMCvGcZ7AyW2Epk9uXcvRPoUnH9',
        'AUTH0_SECRET=ac33056368eaa5542058789319c6f7e6cb446bbe77f0e0e095a50c25f92e1217',
      ],
    },
  },
  {
    id: 'auth0-management-token',
    name: 'Auth0 Management API token',
    provider: 'Auth0',
    why: 'Until it expires, anyone with it can read and change the tenant’s users and applications as its scopes permit.',
    severity: 'high',
    confidence: 'high',
    revoke:
      'Rotate the secret of the application that it was issued to; a token already issued ends when it expires.',
    revokeUrl: 'https://manage.auth0.com/#/apis/management/explorer',
    source: 'https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens',
    keywords: ['auth0', 'mgmt', 'management'],
    reach: { before: 8, after: 2400 },
    pattern:
      /(?<![A-Za-z0-9_.-])eyJ[A-Za-z0-9_-]{20,300}\.eyJ[A-Za-z0-9_-]{40,1600}\.[A-Za-z0-9_-]{40,700}(?![A-Za-z0-9_-])/g,
    check: isForManagement,
    samples: {
      hit: [
        'AUTH0_MGMT_TOKEN=eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6Im9VWWpSenBGcXlKamZEcFJzTFkyayJ9.eyJpc3MiOiJodHRwczovL2FjbWUtaXd0amEuZXUuYXV0aDAuY29tLyIsInN1YiI6IjhhYXV0UEtZY0JLV2diTFVUc2RJS1dEeDBmWlZRZmU3QGNsaWVudHMiLCJhdWQiOiJodHRwczovL2FjbWUuZXUuYXV0aDAuY29tL2FwaS92Mi8iLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMjU5MjAwMCwic2NvcGUiOiJyZWFkOnVzZXJzIn0.OMT_e6UAnWKoKD3dQ7eF_KFgV102xnmS266a12y5Y-uuWEuzIHE-u0r4Y9knPC9_C7eG45Eq0AyBLb7Ou6tqZhoVrmh-MVqMNvwy-kn2NFefTS0OEroxwlgRmHVrcw1HbWPioi3ZTYX_N6-ek3nfOQR4FmzVYg5SsIhXIQmG-RnKzKmLiRCP22BBfIvPUalUR-nvcJ6L03RUfiU5hY1EtEQObHVhRVVnbC5B02sgVRo7SKolkvLfUk8OvTFPJr8Yrt60xFXb_PQpSfjE_my8uGgSbBNLmmEv1iOILNhwG-Ovsf3aH6kjQR7ntCPz1YCAYlRAawH9JIwk0zr5cYHRtd',
        '"auth0_management_token": "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6InR2MXVvSzNaMHVCUmdrN3pVdkdUMiJ9.eyJpc3MiOiJodHRwczovL2FjbWUtaHlsN2cuZXUuYXV0aDAuY29tLyIsInN1YiI6IkI5RlNzeFhyVzBpRlFnY1pBbGRJQUhLWmZkWWRuZmlJQGNsaWVudHMiLCJhdWQiOiJodHRwczovL2FjbWUuZXUuYXV0aDAuY29tL2FwaS92Mi8iLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMjU5MjAwMCwic2NvcGUiOiJyZWFkOnVzZXJzIn0.Cn61WEcgUxLFBTtzjH_csFf4y-tveCgaD3FxUj8Yu8X39vso8AkRIKs9Xy47t97YSJpbA_6Rt1gK_f9NX-rTXO4eSRt4CNNpCwP8Q1tjsliHgVGUJ8IF0Uh_KOUdZ8XrYOi65WFd6dqwKnpTpt9wpkIvqmyasGIbQZ6O_FqW8UopPFv237HAOjFi15hbRD0PKehrx_qhpfD4CRmG2_K5EcPjRD6IG05XoOXuNgclBZh7KXrzoyPnERtP1FssqNqw47lGXSqpsdj_FdBeie3414N_d7bM-Nodx899t40NtNGAsZiYUoOL8pE759U5WUqGt8_Upp0IOduO1E9kJCOkDW"',
      ],
      clean: [
        'AUTH0_TOKEN=eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJodHRwczovL2FjbWUuZXUuYXV0aDAuY29tLyIsImF1ZCI6Imh0dHBzOi8vYXBpLmFjbWUuZGV2Iiwic3ViIjoiOUh0bm1wNjluOW00aVRNckVPZnIifQ.cEmmhnAIRM73E0pLatw5HCwirnd6oyV2ccESo5peJFu9zynFiwe5Kqixtq1FL0-DVZB1I8s5sTZHYwhlQHfXUyRBQWl7E7vDS8Rx2QYPDcc8RfEReCEC0Ursn2Zxvu8PbDHedWH1I31l9x2wShoDsGhugRlHZ4K0OtpjekgD6WdUeeJC12t1zfYvEVjA9D4Pi255PMLPaLeOMsiRMrvbrl0dV3cgQigc-QGQADyL_CQt2sdiEtiMj6yf4UGH80DxNYbt3vfiwOl7hZB2VS8U7ntXhNm5O7QYafFmBkDSJbd6T08AMcqpRW_2GdIK1ZNnMz7oiG5Rbge49YVXxr12yw',
        'AUTH0_MGMT_TOKEN=eyJ...',
      ],
    },
  },
];
