import { assigned } from '../patterns';
import type { Rule } from '../rule';

const PRIVATE_APPS = 'https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview';
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Keys and tokens of HubSpot. */
export const hubSpotRules: readonly Rule[] = [
  {
    id: 'hubspot-private-app-token',
    name: 'HubSpot private app access token',
    provider: 'HubSpot',
    why: 'Anyone with it can read and change the contacts, deals and files of the account, within the scopes of the app.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Rotate the token at once on the page of the private app.',
    revokeUrl: 'https://app.hubspot.com/private-apps',
    source: PRIVATE_APPS,
    keywords: ['pat-na', 'pat-eu', 'pat-ap', 'pat-ca'],
    pattern: new RegExp(`(?<![A-Za-z0-9_-])pat-(?:na|eu|ap|ca)[0-9]-${UUID}(?![A-Za-z0-9_-])`, 'gi'),
    minEntropy: 3,
    samples: {
      hit: [
        'HUBSPOT_ACCESS_TOKEN=pat-na1-72a2bc04-8b1d-420e-94fb-944ab4919a98',
        "new Client({ accessToken: 'pat-eu1-242f378d-71ad-4384-8a97-04c3bdb2732e' })",
      ],
      clean: [
        'HUBSPOT_ACCESS_TOKEN=pat-na1-af078fd1ca8c',
        'HUBSPOT_ACCESS_TOKEN=spat-na1-e81a4f53-3b03-4416-b1ed-1a6ad386b091',
        'HUBSPOT_ACCESS_TOKEN=pat-na1-<token>',
      ],
    },
  },
  {
    id: 'hubspot-developer-key',
    name: 'HubSpot developer API key',
    provider: 'HubSpot',
    why: 'Anyone with it can change the apps of the developer account and their webhooks.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Rotate the developer API key in the developer account.',
    revokeUrl: 'https://app.hubspot.com/developer-keys',
    source: 'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/overview',
    keywords: ['hubspot', 'hapikey'],
    pattern: assigned(
      '(?:hubspot|hapikey)',
      '(?:na|eu|ap|ca)[0-9]-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'HUBSPOT_DEVELOPER_API_KEY=eu1-5515-7898-3ec6-64592c8aa724',
        'https://api.hubapi.com/webhooks/v3/1/settings?hapikey=na1-368c-1054-5971-a0665c77c880',
      ],
      clean: [
        'HUBSPOT_DEVELOPER_API_KEY=eu1-9c1c-3ab6',
        'HUBSPOT_REGION=eu1',
        'HUBSPOT_DEVELOPER_API_KEY=$KEY',
      ],
    },
  },
  {
    id: 'hubspot-api-key',
    name: 'HubSpot client secret or API key (UUID)',
    provider: 'HubSpot',
    why: 'Anyone with a client secret can pose as the app and forge its webhooks; API keys of this form ended in 2022.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Rotate the client secret on the app’s page.',
    revokeUrl: 'https://app.hubspot.com/developer',
    source: 'https://developers.hubspot.com/changelog/upcoming-api-key-sunset',
    keywords: ['hubspot', 'hapikey'],
    pattern: assigned('(?:hubspot[\\w.-]{0,20}(?:key|secret|token)|hapikey)', UUID),
    minEntropy: 3,
    samples: {
      hit: [
        'HUBSPOT_CLIENT_SECRET=6d755c3b-e8e0-49e8-8e51-7fc0e1f6bb26',
        'https://api.hubapi.com/contacts/v1/lists/all/contacts/all?hapikey=a49c1a2c-f356-474c-806f-39af7a8066b8',
      ],
      clean: [
        'HUBSPOT_FORM_ID=87b9d332-6a6f-4497-a15f-48b4adfbb533',
        'HUBSPOT_API_KEY=2c0064e3d0f1ea3317192063b2bf82e2',
        'HUBSPOT_API_KEY=$HUBSPOT_KEY',
      ],
    },
  },
];
