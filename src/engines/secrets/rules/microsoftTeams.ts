import type { Rule } from '../rule';

/** Webhooks of Microsoft Teams. */
export const microsoftTeamsRules: readonly Rule[] = [
  {
    id: 'microsoft-teams-webhook',
    name: 'Microsoft Teams incoming webhook',
    provider: 'Microsoft Teams',
    why: 'Anyone with it can post to the channel, with links that its members will trust.',
    severity: 'medium',
    confidence: 'high',
    revoke: "Remove the connector, or delete the workflow, in the channel's settings.",
    revokeUrl: null,
    source:
      'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
    keywords: ['webhook.office.com', 'outlook.office.com'],
    pattern:
      /https:\/\/(?:[\w-]{1,63}\.webhook|outlook)\.office\.com\/webhook(?:b2)?\/[0-9a-f-]{36}@[0-9a-f-]{36}\/IncomingWebhook\/[0-9a-f]{32}\/[0-9a-f-]{36}(?:\/[\w-]{20,80})?(?![\w-])/gi,
    reach: { before: 96, after: 384 },
    samples: {
      hit: [
        'TEAMS_WEBHOOK_URL=https://contoso.webhook.office.com/webhookb2/624c5b98-1076-42b3-b278-5a6563c7c411@9aab42d8-001d-4216-a0d3-8611633dfb26/IncomingWebhook/66c045eabe49a1325f78f861402bd68e/91d542f5-35fd-4cc4-8a58-0e5eca851a34',
        '"uri": "https://outlook.office.com/webhook/b59c8369-793f-42c0-b319-73c5149199a6@023699cc-1067-4aa5-8d56-b3f283bfba9b/IncomingWebhook/1c72b3a47c0dd851c70cf42949036755/2181e125-bc4c-4c20-9812-46059f76bad6"',
      ],
      clean: [
        'https://contoso.webhook.office.com/webhookb2/',
        'https://contoso.webhook.office.com/webhookb2/d436cee0-9ce0-464b-aa5d-7840ff0c9b34@d24410c9-4615-4cf6-b216-4a83f50e4761/IncomingWebhook/$ID',
      ],
    },
  },
];
