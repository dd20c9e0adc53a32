#!/usr/bin/env bash
# Posts the state of the nightly backup.
set -euo pipefail

CHANNEL="#ops"
SLACK_WEBHOOK="https://hooks.slack.com/services/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"
SLACK_BOT_TOKEN="xoxb-648193438647-242557394486-cKfJzj5xpVjvXfAYZc3kV5wM"

status="$(systemctl is-active backup.service || true)"

curl -s -X POST -H 'Content-type: application/json' \
  --data "{\"text\": \"backup is ${status}\"}" "$SLACK_WEBHOOK"

curl -s -H "Authorization: Bearer ${SLACK_BOT_TOKEN}" \
  -d "channel=${CHANNEL}" https://slack.com/api/conversations.list
