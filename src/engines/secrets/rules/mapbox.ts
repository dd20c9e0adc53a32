import type { Rule, Suspect } from '../rule';

/** Access tokens of Mapbox. */
export const mapboxRules: readonly Rule[] = [
  {
    id: 'mapbox-secret-token',
    name: 'Mapbox secret access token',
    provider: 'Mapbox',
    why: 'Anyone with it can do in the account what its scopes allow, such as changing styles and uploading data.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the token on the Access tokens page.',
    revokeUrl: 'https://console.mapbox.com/account/access-tokens/',
    source: 'https://docs.mapbox.com/help/dive-deeper/access-tokens/',
    keywords: ['sk.eyj'],
    pattern: tokenOfKind('sk'),
    check: namesItsUser,
    samples: {
      hit: [
        'MAPBOX_DOWNLOADS_TOKEN=sk.eyJ1IjoienRvbHBvbGciLCJhIjoiY2gza255dTg1YXR0aThlYjJrOHpkam1sdCJ9.5C1yFcgSj5bVNlxCoJksET',
        'machine api.mapbox.com\nlogin mapbox\npassword sk.eyJ1IjoiY2J0aGFuenIiLCJhIjoiY3BkY3J0emR4YTluYnY2eGQxMWpiMmtociJ9.hBjUZIJ4jBf82OQOqgTNoo',
      ],
      clean: [
        'MAPBOX_DOWNLOADS_TOKEN=sk.eyJ1FKo5wzWhfMhYozxxIIDd',
        'MAPBOX_TOKEN=pk.eyJ1IjoiZ21vd2p6dGciLCJhIjoiY2t6b3Bsc2xhOTljamd3ajJnbXJvZnFvZyJ9.OzlLUpKmHyf8EdfPUrTb8E',
        'disk.eyJ1IjoiYW9qZGRwY28iLCJhIjoiY2g3N2lsN3c5cXU0cnY4bzZrbHR1M20xcSJ9.4oQhLnxJ7OHtnEoIj1YuSn',
      ],
    },
  },
  {
    id: 'mapbox-temporary-token',
    name: 'Mapbox temporary access token',
    provider: 'Mapbox',
    why: 'Anyone with it can use the account within its scopes for at most an hour.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Delete the token that it was made with.',
    revokeUrl: 'https://console.mapbox.com/account/access-tokens/',
    source: 'https://docs.mapbox.com/api/accounts/tokens/',
    keywords: ['tk.eyj'],
    pattern: tokenOfKind('tk'),
    check: namesItsUser,
    samples: {
      hit: [
        'MAPBOX_TOKEN=tk.eyJ1IjoienV6bWlyZmQiLCJhIjoiY2NlNjJ5emlobmd6eDNlcjRlOWh2Z2Q1ZiJ9.Wob45T8VfINI4MJD5yR0st',
        '{"token": "tk.eyJ1IjoidHBkdHVnc3UiLCJhIjoiYzJxODdpb3k1MDNqdzVpaXd0M3d3bXo2eCJ9.iTn7p7G1KtSwKAxJox0ns3"}',
      ],
      clean: [
        'MAPBOX_TOKEN=tk.eyJ1qFMtOJ1HTHKvBvUTAyVc',
        'gtk.eyJ1IjoibnpudGJsbmYiLCJhIjoiY2hpaG9zZmZqOHVob3U3aGpvbDIxcXJ1ciJ9.0sXKDTR8GGa3xte5WHIzhz',
      ],
    },
  },
  {
    id: 'mapbox-public-token',
    name: 'Mapbox public access token',
    provider: 'Mapbox',
    why: "It is meant for browsers; anyone with it can load maps on the account's bill unless it is restricted to URLs.",
    severity: 'low',
    confidence: 'high',
    revoke: 'Restrict the token to your URLs, or rotate it, on the Access tokens page.',
    revokeUrl: 'https://console.mapbox.com/account/access-tokens/',
    source: 'https://docs.mapbox.com/help/dive-deeper/access-tokens/',
    keywords: ['pk.eyj'],
    pattern: tokenOfKind('pk'),
    check: namesItsUser,
    samples: {
      hit: [
        'MAPBOX_TOKEN=pk.eyJ1IjoidGVieWJtb2kiLCJhIjoiY3psZTlzNjRndTBvMHpyaTFhamNzM2NqNyJ9.8lOW26Xv4Snw3egCfDal7R',
        "mapboxgl.accessToken = 'pk.eyJ1Ijoiam9jdmhreHQiLCJhIjoiYzRyNWt0bnVnbnB1ZXFrOWp4bGYxNmN4eiJ9.NLU8ajlaeS6nii2JYdVrFk';",
      ],
      clean: [
        'MAPBOX_TOKEN=pk.eyJ13OwRMMx0Bdqmbi19oL5c',
        'MAPBOX_TOKEN=sk.eyJ1IjoiY3RtY21ndWMiLCJhIjoiY2YzbzFydms1ZW5pb2d6M2VkaWZzZHl5cCJ9.TmAEtZxHTduy8ET2jdNcHW',
      ],
    },
  },
];

/** Builds the pattern of one kind of token: a prefix, JSON in base64url, and a signature. */
function tokenOfKind(prefix: string): RegExp {
  return new RegExp(`(?<![\\w.-])${prefix}\\.eyJ[A-Za-z0-9_-]{30,160}\\.[A-Za-z0-9_-]{20,44}(?![\\w-])`, 'g');
}

/** The JSON between the prefix and the signature contains the user's name. */
function namesItsUser({ secret }: Suspect): 'high' | 'no' {
  const payload = Buffer.from(secret.split('.')[1] ?? '', 'base64url').toString('latin1');
  return /^\{[^}]{0,80}"u":"/.test(payload) ? 'high' : 'no';
}
