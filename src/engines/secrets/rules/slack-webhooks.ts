import type { Rule } from '../rule';

/** URLs of Slack that need no further credential. */
export const slackWebhooksRules: readonly Rule[] = [
  {
    id: 'slack-webhook-url',
    name: 'Slack incoming webhook',
    provider: 'Slack',
    why: 'Anyone with it can post messages into the channel, looking like the integration.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Remove the webhook on the app’s page and create a new one.',
    revokeUrl: 'https://api.slack.com/apps',
    source: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
    keywords: ['hooks.slack.com/services'],
    pattern:
      /hooks\.slack(?:-gov)?\.com\/services\/(?<secret>T[0-9A-Z]{8,12}\/B[0-9A-Z]{8,12}\/[0-9A-Za-z]{24})(?!\w)/g,
    samples: {
      hit: [
        'SLACK_WEBHOOK_URL=https://hooks.slack.com/services/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',
        'slack_webhook_url: https://hooks.slack.com/services/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',
      ],
      clean: [
        'SLACK_WEBHOOK_URL=$SLACK_WEBHOOK_URL',
        'SLACK_WEBHOOK_URL=https://hooks.slack.com/services/TLDLEIY2A7Y/BRB7NHC62XT/31jSA3Ruez8qIaBtsATSQ',
      ],
    },
  },
  {
    id: 'slack-workflow-webhook-url',
    name: 'Slack workflow webhook or trigger',
    provider: 'Slack',
    why: 'Anyone with it can start the workflow, with values of their choice.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Delete the trigger of the workflow and create a new one.',
    revokeUrl: null,
    source: 'https://slack.com/help/articles/360041352714',
    keywords: ['hooks.slack.com/workflows', 'hooks.slack.com/triggers'],
    pattern:
      /hooks\.slack(?:-gov)?\.com\/(?:workflows\/(?=T)|triggers\/(?=[TE]))(?<secret>[TE][0-9A-Z]{8,12}\/(?:A[0-9A-Z]{8,12}\/)?\d{10,20}\/[0-9A-Za-z]{24,32})(?!\w)/g,
    samples: {
      hit: [
        'WORKFLOW_URL=https://hooks.slack.com/workflows/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',
        "curl -X POST https://hooks.slack.com/triggers/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 -d '{}'",
      ],
      clean: [
        'WORKFLOW_URL=https://hooks.slack.com/workflows/$WORKFLOW',
        'https://hooks.slack.com/triggers/TTL62Z8U05B/1663964865237/c3ef83e61bc0',
      ],
    },
  },
];
