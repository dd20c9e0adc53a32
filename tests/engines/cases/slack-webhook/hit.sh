#!/usr/bin/env bash
# Posts the state of the nightly backup.
set -euo pipefail

CHANNEL="#ops"
SLACK_WEBHOOK="https://hooks.slack.com/services/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"
SLACK_BOT_TOKEN="xoxb-379136517789-888136616854-IfMnTPsWQmJ2yrC8eskXw7uD"

status="$(systemctl is-active backup.service || true)"

curl -s -X POST -H 'Content-type: application/json' \
  --data "{\"text\": \"backup is ${status}\"}" "$SLACK_WEBHOOK"

curl -s -H "Authorization: Bearer ${SLACK_BOT_TOKEN}" \
  -d "channel=${CHANNEL}" https://slack.com/api/conversations.list
