import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of registered GitHub applications. */
export const githubAppsRules: readonly Rule[] = [
  {
    id: 'github-client-secret',
    name: 'GitHub OAuth client secret',
    provider: 'GitHub',
    why: 'Anyone with it and the public client id can pose as the application and redeem the sign-ins of its users.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Generate a new client secret in the settings of the application and delete this one.',
    revokeUrl: 'https://github.com/settings/developers',
    source: 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
    keywords: ['github', 'gh_'],
    pattern: assigned(
      '(?<![a-z])(?:github|gh)[\\w.-]{0,20}(?:client|oauth|app)[_.-]?secret(?:[_.-]?key)?',
      '[0-9a-f]{40}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'GITHUB_CLIENT_SECRET=90c6fec3521f9a6d3f0acbbf1731fd39cc27ec1e',
        "github_oauth_secret: 'f6a740b284e6790cf84193c1735c0edad36bb900'",
        'auth.github.clientSecret = "40ddb83d13813e3c48b7e53dd39dff6b908aeefc"',
      ],
      clean: [
        'GITHUB_CLIENT_SECRET=ec461c3f3cac2da67d21b19f922f364b',
        'GITHUB_CLIENT_ID=7012b18c35e5bdcca0c2',
        'github_secret_scanning_commit: 893f560772f463a3d079d7a1fd67d146a5d095e1',
        'GITHUB_CLIENT_SECRET=$GITHUB_CLIENT_SECRET',
      ],
    },
  },
  {
    id: 'github-app-private-key',
    name: 'GitHub App private key in base64',
    provider: 'GitHub',
    why: 'Anyone with it can issue tokens for every repository that the app is installed in.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Generate a new private key in the settings of the app and delete this one.',
    revokeUrl: 'https://github.com/settings/apps',
    source:
      'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/managing-private-keys-for-github-apps',
    keywords: ['github', 'gh_app'],
    pattern: assigned(
      '(?<![a-z])(?:github|gh_app)[\\w.-]{0,20}(?:private[_.-]?key|pem|pkey)',
      'LS0tLS1CRUdJTi[A-Za-z0-9+/]{800,5000}={0,2}',
    ),
    reach: { before: 8, after: 5200 },
    samples: {
      hit: [
        'GITHUB_APP_PRIVATE_KEY=LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQpOZXROQmNhbytUVEhXTDc5STZuMWxWV1AyZFZhTXdybGlGZDR2aVhFUEJCSmNFZE8zUlpRR0YvVyt3T2xDeEJwClE5NWNoc2VzOGdSUmpJQzJSTEltcGhmd2p5cmltNGFKdUZucjVqdXg0cWRoTENua0d0L0grd1VySHdua0Y1YUwKYmQxVWlxU0JMRXpGZ01TdS9ab01PY29JUzVFOHBoSysrNzlzVXBNd2lDRm9oTEV5cFNjTlhLNzVZRTg5T0dOMQpXNDFVNWt1L3NOMm9sTDM3WW1RK3lER0ZWaFJsR1ZNOEdtVzIxSjBJMkdNeG1lbkpHcjlaaU9BMmJGMXBUd0JiCmlZZ2FOeVE1eERtVkdnRlY3Mmo1RHEyQUg1UzhzdURYOHRGOGl0bk9pZjAveklDRWVkSE85bkFNWUVwd25NSjAKSVZoQlhMTEV1cHo1L2gwWWNNUWdtMklXTmJlY3JSRm1wSjNPSWNWT0ZjTDhSU0Vhc0JuSWhWYUJ1bldZU0VQawpTbk1YWllpZkl5VWZaSGE0Z1RpUXlXMmtvNHBsOWxuN3FPU1Vsb1lDTDFoSVlZa29rLy9tRk1nSUhEa3NyeWJ3CnlNTUlqZ0pvWnBIa3gvcUx3MzJFalBBRXg1QVhoYWV0MTBUUHpDS3pKOVNvaTVaSkwrRGd3UUNiRnhPemtuM2IKMDNHUGJrRFozWEJxemMyeWlnWFdOd0kxdGNJclBuK2lOaXF3eVV3RjBXYkx4SDM0LzNkNnlvR05qMDMwNnpKTQowNml0K0RNQVUzQlZySmttZUR3MnYrN214aUFEdFBQcEo4QnFuZE5CZlNjYUlsVzFNVkdJSkthQS94THh0Vnk1CjhZbU5pbGlLVHlCTzIzd1Btb2N1dCtZejJ2TzE3WFMwcWdGa0dkRjZCTWttME1HZkxCYkxwbkJaZWRHamJtVjUKQm9KQ3dYWHhDejFmSWRkRngyMkxoZmRLK2xWbS9mcEo0RVRsWXQvdXN0am5wWVkvSHJybEFjM3VGKzNncXpkUApkeVFFenNDdmdjbW1UK2tESFV6eStSb1RiUjdTVEVkUm9jellKYmlzcEtHYXQ4dStPMUJHN1BUd0hMaUpnUTI1Ci0tLS0tRU5EIFJTQSBQUklWQVRFIEtFWS0tLS0tCg==',
        'github_app_private_key_base64: "LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQpxb3U5RkU0U0dHbEduUk9Td2d6bGYvUHVQT04rSCtrZ3R5WElJRVpueDAvU25tUXNwcHRyMGFmak5MOTNrSnRsCkRDMFlNa0hnUHVKZmdpblliMXdadVVpdTBiRGlDY29NVmdQNWRVYmc1ZUowSm1HbG90cWhiOGIvUUJCRlZQdWUKcXRvZm1lc3JOcXpZeXArY29SQUM0QkovNlY2Z0x2OXZaa01pQkxhK2VLcjhFc2V6ZmZqZHZ3eVRxRWJaUmNFdwpseXlhNDY1Qk5KVmVuRGF1WHVqQUE4eVNUM2ZvYUtMaE9JTkVFZitYbi9ZdWRnVjRYaHhCeEl6N1QrOVJVVUV3CmZ5VjF2YmR6dW9XTXBMZ1FGK3VaWW8vNmx5Q1JJckFLVFBtNlg5ellYT3lueElZUHU1U2NwRUtuWmtJRlNET2IKQWVNUjNXM1U2TVBpaGxxRk1GMk44M241VjFHczVWUmx5eXdaeXVMa2VWNDNMb0tRVkxnZVpmMWtDMU5LYXljbApaVUttRW1iSW9GUzFyLzFxeWlnQXpCbktLVEtvVnpBVHJic3pFcndwSWp0QUppKzVCVjVwendBZVhGUld1YWZpCnRVTFJQUlIwNSs3RmVyQ0Zia0ZHTCthdDBMQkV6UnVBQ241clNUcXZIakplUmh2WGpIcXI4U2RVUEJuOExMOHMKdUNjQ1o4eitJQVVTNTE2ck1lemcyQVR2MHFaKzhjcmV6OVROVGR2eC9WeGhyMUJhYWZ3ZXpZSytpVnYzdm1CNApQdDhFdjdPQ2VjRzY3Nm1UTmR4YUZmTmRTbSt6Q1d2RE94NXFvU3B6SUMvK2Y0cmdzb2kxa1pWdk8zVDhpUGo5CkFLN1IyNE1QSUdKL3FJbnM4Y2Y4aVAzQ0U3b28zK2JDd0RyTWpJL09pTEhHcHp3TDc1T3JlY3JMUmYwNjVHYS8KcUZxVStQY2xxQmNIQUp0SmFrZ0pkSTUvQ0NScTF4aEVNVVhRRDBER0FUY3Qybmh6SnR6bWVKTUtLaklRQ1lPZAorZFlBOHh2QVFVMUpDT3IxWUFIMzJuKzhVcEU1THNDY1hVcUY1YXFhOVp4azFwSXJ3RmdaY1RmSTVIeFB3ODVLCi0tLS0tRU5EIFJTQSBQUklWQVRFIEtFWS0tLS0tCg=="',
      ],
      clean: [
        'GITHUB_APP_PRIVATE_KEY=LS0tLS1CRUdJTi4l5YJ2tJ5Bg0jzHlde2cnOQSDmhqMmDAl1dIywuN',
        'GITHUB_APP_PRIVATE_KEY_PATH=/etc/app/key.pem',
        'GITLAB_APP_PRIVATE_KEY=LS0t',
      ],
    },
  },
  {
    id: 'github-webhook-secret',
    name: 'GitHub webhook secret',
    provider: 'GitHub',
    why: 'Anyone with it can send events that the receiver accepts as ones of GitHub, such as a push that starts a deployment.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Set a new secret in the settings of the webhook and at its receiver.',
    revokeUrl: 'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
    source: 'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
    keywords: ['github'],
    pattern: assigned(
      '(?<![a-z])github[\\w.-]{0,20}(?:web)?hook[_.-]?secret(?:[_.-]?(?:key|token))?',
      '(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'GITHUB_WEBHOOK_SECRET=f1ae79ebcc193c7f73e196f9cdd75aec770026a2c08d69c4b2fd741a08d0b77d',
        "github: githubHookSecret => 'c4c7bb6d6f1a0a8812ba4f1afd4b6e1e4948208d'",
      ],
      clean: [
        'GITHUB_WEBHOOK_SECRET=development',
        'GITHUB_WEBHOOK_URL=9dfa1334010354a2306ce999d4ec46055791740c',
        'GITHUB_WEBHOOK_SECRET=82cef2110f90c52fd361441ec3789f7',
      ],
    },
  },
  {
    id: 'github-runner-registration-token',
    name: 'GitHub Actions runner registration token',
    provider: 'GitHub',
    why: 'Anyone with it can add a runner of their own within the hour that it lasts, and so receive jobs with their secrets.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'It expires an hour after it was issued; remove unknown runners from the settings.',
    revokeUrl: 'https://docs.github.com/en/actions/how-tos/manage-runners/self-hosted-runners/remove-runners',
    source: 'https://docs.github.com/en/actions/how-tos/manage-runners/self-hosted-runners/add-runners',
    keywords: ['--token', 'runner_token'],
    pattern:
      /(?:--token(?:=|[\t ]{1,4})|runner_token["']?[\t ]{0,4}[=:][\t ]{0,4})["']?(?<secret>A[A-Z2-7]{28})(?![A-Za-z0-9_])/gi,
    check: ({ secret }) => (secret === secret.toUpperCase() ? undefined : 'no'),
    minEntropy: 3.5,
    samples: {
      hit: [
        './config.sh --url https://github.com/acme/shop --token A7Q25CNOHU3BDXIQMQIYSGT6SZ2ZI --unattended',
        'RUNNER_TOKEN=AMFSYPXKT7YR4A4LYZDHH4JLQFNPL',
      ],
      clean: [
        './config.sh --token ak6u0vw9sm967jbwczlti8tkzc98q',
        'RUNNER_TOKEN=ASWQVP46UOT3GOFGPQ2CM',
        'RUNNER_TOKEN=$(get-token)',
      ],
    },
  },
];
