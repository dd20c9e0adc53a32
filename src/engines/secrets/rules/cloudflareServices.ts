import { assigned } from '../patterns';
import type { Check, Rule } from '../rule';

/** A tunnel’s token is JSON of the account (a), the tunnel (t) and its secret (s). */
const isTunnel: Check = ({ secret }) =>
  /^\{"a":"[0-9a-f]{32}","t":"[0-9a-f-]{36}","s":"/.test(Buffer.from(secret, 'base64').toString('latin1'))
    ? 'high'
    : 'no';

/** Secrets of single products of Cloudflare. */
export const cloudflareServicesRules: readonly Rule[] = [
  {
    id: 'cloudflare-tunnel-token',
    name: 'Cloudflare Tunnel token',
    provider: 'Cloudflare',
    why: 'Anyone with it can run the tunnel and so receive the traffic of the names behind it.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Rotate the tunnel’s token and reconnect it.',
    revokeUrl: 'https://one.dash.cloudflare.com/',
    source:
      'https://developers.cloudflare.com/cloudflare-one/networks/connectors/cloudflare-tunnel/configure-tunnels/remote-tunnel-permissions/',
    keywords: ['eyjhijoi'],
    reach: { before: 2, after: 320 },
    pattern: /(?<![A-Za-z0-9+/_-])eyJhIjoi[A-Za-z0-9+/]{110,300}={0,2}(?![A-Za-z0-9+/=_-])/g,
    check: isTunnel,
    samples: {
      hit: [
        'cloudflared tunnel run --token eyJhIjoiMWY1OTEyOTQ3N2NmMmYyYmIyMGIxMDU2ZjEwMGY0MzQiLCJ0IjoiNTk4NzBkNWQtNWZiOS00YjdjLThlNGMtNzQ0NzY5MTNhZTk1IiwicyI6Ik9WZGxXa1ZGZFdsUldVRjZTa3hLVW5kQlprNXhkbEZwUzFsNlVGZHdWVGxXV1dGU1EwWTBlZz09In0=',
        'TUNNEL_TOKEN=eyJhIjoiNzRiZTE4NDA1NjNmNDZjOTUyMGZmZTU5NWUzNzAyMjQiLCJ0IjoiNzczN2I1Y2MtMmVmNi00YzczLWIyODctNjA5NmVhNmYwZmQ1IiwicyI6IlluZDZNSFoxWTFKamJrUjBhMVpwWlU1NlZtZHhVbUZrZFU1bGJrNW5NalZFYm1WNldUWXlSdz09In0=',
      ],
      clean: [
        'TUNNEL_TOKEN=eyJhIjoi...',
        'state=eyJhIjoic176sJgJn6DulaVePnE5NeWUjYJD3TQhOaWaKvWZdE75vDfucILe+0ZtLP7OcOy6kDTeU88u1n1PYOezpaTOly+8tM9BowlhpNeTn7R9jDdwGRsQbltxkgoOI+EttQbdKIBngrUF3vj1',
      ],
    },
  },
  {
    id: 'cloudflare-turnstile-secret',
    name: 'Cloudflare Turnstile secret key',
    provider: 'Cloudflare',
    why: 'It verifies answers of the widget; anyone with it can redeem the answers before the site does.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Rotate the secret key of the widget.',
    revokeUrl: 'https://dash.cloudflare.com/?to=/:account/turnstile',
    source: 'https://developers.cloudflare.com/turnstile/get-started/server-side-validation/',
    keywords: ['0x4aaaaaa'],
    pattern: /(?<![A-Za-z0-9_-])0x4AAAAAA[A-Za-z0-9_-]{26}(?![A-Za-z0-9_-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'TURNSTILE_SECRET_KEY=0x4AAAAAAAo5sKOFXW6jNbIK3uLsNUOOtlA',
        "secret: '0x4AAAAAAB20nYErmlBYX7ZW86AbFs4zf79'",
      ],
      clean: [
        'data-sitekey="0x4AAAAAAAIPzUHcALc9TTJC"',
        'TURNSTILE_SECRET_KEY=1x0000000000000000000000000000000AA',
      ],
    },
  },
  {
    id: 'cloudflare-access-client-secret',
    name: 'Cloudflare Access service token secret',
    provider: 'Cloudflare',
    why: 'With its client id, anyone passes Cloudflare Access to the internal applications behind it.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Refresh or delete the service token in Zero Trust.',
    revokeUrl: 'https://one.dash.cloudflare.com/',
    source:
      'https://developers.cloudflare.com/cloudflare-one/access-controls/service-credentials/service-tokens/',
    keywords: ['cf-access-client', 'cf_access_client', 'access_client_secret'],
    pattern: assigned('(?:cf[_-])?access[_-]client[_-]secret', '[0-9a-f]{64}'),
    minEntropy: 3,
    samples: {
      hit: [
        '-H "CF-Access-Client-Secret: fb646a6c00a1fa0e3acd53be9e9de5e02f2670d657608a9439371801d7d8e121"',
        'CF_ACCESS_CLIENT_SECRET=dc6d7e36345598c37aff70728cdf0d7dda8d37caab16465bdbd46734b24575c3',
      ],
      clean: [
        'CF-Access-Client-Id: 214f877216bc184eb13642ea85ca6dfe.access',
        'CF_ACCESS_CLIENT_SECRET=$SECRET',
      ],
    },
  },
  {
    id: 'cloudflare-r2-secret-access-key',
    name: 'Cloudflare R2 secret access key',
    provider: 'Cloudflare',
    why: 'With its key id, anyone can read, and usually change, the files of the R2 buckets.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Roll or delete the R2 API token.',
    revokeUrl: 'https://dash.cloudflare.com/?to=/:account/r2/api-tokens',
    source: 'https://developers.cloudflare.com/r2/api/tokens/',
    keywords: ['r2_', 'r2-', 'secretaccesskey', 'secret_access_key'],
    pattern: assigned('(?<![a-z])r2[_-][\\w.\\-]{0,20}secret|secret_?access_?key', '[0-9a-f]{64}'),
    minEntropy: 3,
    samples: {
      hit: [
        'R2_SECRET_ACCESS_KEY=239c9ad98bf9b6598668b54676a87fc0bf82c2812b155570f6d0b267b59e7d5f',
        "secretAccessKey: '0ade532574a2307845d90fb26d76c8b4dd748c6ad718a179bc423c32ea0eecd7'",
      ],
      clean: [
        'R2_ACCESS_KEY_ID=4210ae26d872818e750fc6c06fd61d29',
        'r2_secret_hash = f2d2f3786e0ff94ad8e5b1460a7740b9e8d786a9',
      ],
    },
  },
];
