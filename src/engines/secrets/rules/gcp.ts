import { checkPrivateKey } from '../checks/google';
import type { Rule } from '../rule';

const SERVICE_ACCOUNT_KEYS = 'https://cloud.google.com/iam/docs/keys-create-delete';
const SERVICE_ACCOUNTS_PAGE = 'https://console.cloud.google.com/iam-admin/serviceaccounts';

/** Keys of Google Cloud's service accounts and storage. */
export const gcpRules: readonly Rule[] = [
  {
    id: 'gcp-service-account',
    name: 'Google Cloud service account key',
    provider: 'Google Cloud',
    why: 'Anyone with it can act as the service account in every project that gave it a role.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key with this id from the service account.',
    revokeUrl: SERVICE_ACCOUNTS_PAGE,
    source: SERVICE_ACCOUNT_KEYS,
    keywords: ['private_key_id'],
    pattern: /\\?"private_key_id\\?"[\t ]{0,8}:[\t ]{0,8}\\?"(?<secret>[0-9a-f]{40})\\?"/g,
    check: checkPrivateKey,
    samples: {
      hit: [
        // The engine decodes base64 and finds the key in it.
        'GCP_KEY_B64=ewogICJ0eXBlIjogInNlcnZpY2VfYWNjb3VudCIsCiAgInByb2plY3RfaWQiOiAic2hvcC0xMDc2NjIiLAogICJwcml2YXRlX2tleV9pZCI6ICIwMzgxNTE1MzQ5ZDlhMTc3ZGU4MzQ5ODRhN2NjNzJlYmI4MTc5ODdkIiwKICAicHJpdmF0ZV9rZXkiOiAiLS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tXG42dy9leUtGWXcrZW9TODErMzlYdjQ2UGx3TmhMSjNVRzlvcjEwVjY4Z0lQOFNLS0s5b0plYnp5UUlmVnFNK1hwXG5zTTRNQ1RCd3VxS3dNQ2JBYjVPNm1aMGUyMDZocWdFNTF1V1BXRjlwL05ZczNJWUVLN25GL1R3QnpCRWhWY3pWXG44ZDI5K0g2R2lyb0UydjI5WXhiYVpPWUVzOUVPYXU2VlhhdGgxa2d2TUY3NmRNUm1ERFI3Z05ld0t4bFRGTVFVXG44YmQwQ3MydFJ3cDV3QitkNmZwQXRhbGZ4MWxqRWM0SE5FWEdldjgxaTh3dUJtZit6MlQ5Y2swUmdvNGVXSUtIXG4tLS0tLUVORCBQUklWQVRFIEtFWS0tLS0tXG4iLAogICJjbGllbnRfZW1haWwiOiAiZGVwbG95QHNob3AuaWFtLmdzZXJ2aWNlYWNjb3VudC5jb20iCn0=',
        '{\n  "type": "service_account",\n  "private_key_id": "513596a43a8f067dc14ba55b22fbcd3e2d9458fb",\n  "private_key": "-----BEGIN PRIVATE KEY-----\\nMIIEsa0WRgV5NOTrsv5h8MDeAKUEH3YjlDs+dKHHo6ZEpx4vG4b3iLV0BNRtYK0l2bmAe6t35Dl/PYhZIMy8"\n}',
        'GOOGLE_CREDENTIALS=\'{"type":"service_account","private_key_id":"36e1b6318a8df7ccacedee0c9fd29199e4e8db91","private_key":"-----BEGIN PRIVATE KEY-----\\nMIIEbPT0syhmpJMCPpVGyS5GYYNPbXCVc98b9BHJUZJn9Q77BlXvPy2GBME3soCU6iNNQ2mUZjONPTAIEsbw"}\'',
      ],
      clean: [
        '{ "private_key_id": "bface8161b274bd3fe9bd6dfb290e294182c69ed", "private_key": "<REDACTED>" }',
        '{ "private_key_id": "a7d47a91b3ee6522a97a", "private_key": "-----BEGIN PRIVATE KEY-----" }',
        'key["private_key_id"] == "47a136452ca1c3ee591fd5c42f0c6a404309674c"',
      ],
    },
  },
  {
    id: 'gcp-storage-hmac-secret',
    name: 'Google Cloud Storage HMAC secret',
    provider: 'Google Cloud',
    why: 'Anyone with it and its access id can read and write the buckets of the account that it belongs to.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Deactivate the HMAC key and delete it.',
    revokeUrl: 'https://console.cloud.google.com/storage/settings;tab=interoperability',
    source: 'https://cloud.google.com/storage/docs/authentication/hmackeys',
    keywords: ['goog1e'],
    // The pattern includes the id, since the secret alone looks like an AWS secret.
    pattern:
      /(?<![A-Za-z0-9])GOOG1E[A-Z0-9]{10,60}(?![A-Za-z0-9])[^A-Za-z0-9+/]{1,20}[A-Za-z_.-]{0,40}[^A-Za-z0-9+/]{0,12}(?<secret>[A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'GCS_ACCESS_KEY_ID=GOOG1EYNMCIGF7NPQOODFBUAH4RKYDQC4TYHZUEKKXTL9WSOC2CYY5GVQ23PV\nGCS_SECRET_ACCESS_KEY=eyBNkli3FtDvivu5qo9fwNJKfm4B+pT9EpLXp6VW',
        'gs_access_key_id = GOOG1EBZ24OEYSV096AZQZXWY687IHTZJP2XUD5E57VL764P2U5T9NY5ZI08F\ngs_secret_access_key = y17cDS4bhSfsBhnpUU/MOdKt2VDie4QLUId/XXGU',
      ],
      clean: [
        'GCS_ACCESS_KEY_ID=GOOG1EF5NMPOCMLT9K91RSFF46RKOJ7TGQXG58H5PR3S8XO5DRPQI2IYUGYMZ\nGCS_BUCKET=shop',
        'GCS_SECRET=ohts2s9Qrh6i6mz3IOpLP9b6EI1y52MQy5pHUvr3',
        'GOOG1EMAU35QHEBWQW6TRN2NY7NXY5LQH55UKEQXRIMJINI2WF8D4Q7E0IWAQ = Px5vuCoaEq8f7fBZLiPBZhuVl0bOaa',
      ],
    },
  },
];
