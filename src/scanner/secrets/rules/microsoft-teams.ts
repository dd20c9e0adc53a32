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
  {
    id: 'microsoft-power-automate-webhook',
    name: 'Power Automate workflow URL with signature',
    provider: 'Microsoft Power Automate',
    why: 'Anyone with it can start the workflow, for example to post to a Teams channel.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Regenerate the access key of the workflow, or make its trigger anew.',
    revokeUrl: null,
    source: 'https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-securing-a-logic-app#generate-sas',
    keywords: ['logic.azure.com', 'powerplatform.com'],
    pattern:
      /https:\/\/[\w.-]{1,120}\.(?:logic\.azure|api\.powerplatform)\.com(?::443)?\/[\w/.-]{0,40}workflows\/[0-9a-f]{32}\/triggers\/[\w/.-]{1,80}\?[\w=&.%/;-]{1,120}?sig=(?<secret>[\w-]{40,50})(?![\w-])/gi,
    reach: { before: 160, after: 512 },
    samples: {
      hit: [
        'FLOW=https://prod-12.westeurope.logic.azure.com:443/workflows/5383d97339b03984968c9e6c2ee524bc/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=fQCHf1itC2aaBGCS8Jhbet7XtQzQiXv5lX35E5NU_5o',
        'url: "https://default1234.56.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/c6b6829383af9f45a103ca53fc2c290a/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=X6fwFhtj_Chfwcd7wSn8YONQqRz2oIJDmF_RLQQJu1x"',
      ],
      clean: [
        'https://prod-12.westeurope.logic.azure.com:443/workflows/7b61f26fa264b2bdea0f3ff37261d6b3/triggers/manual/paths/invoke?api-version=2016-06-01',
        'https://prod-12.westeurope.logic.azure.com/workflows/$ID/triggers/manual/paths/invoke?sig=$SIG',
      ],
    },
  },
];
