#!/usr/bin/env bash
set -euo pipefail

: "${SLACK_WEBHOOK:?Set it to https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX}"
SLACK_BOT_TOKEN="${SLACK_BOT_TOKEN:-xoxb-your-token}"
PASSWORD_FILE="$(mktemp)"
TOKEN_URL=https://auth.acme.dev/realms/main/protocol/openid-connect/token

read -rsp 'Password: ' password
token=$(curl -s -d "password=$password" -d grant_type=password "$TOKEN_URL" | jq -r .access_token)
secret=$(kubectl get secret db -o jsonpath='{.data.password}' | base64 -d)
export PGPASSWORD="$secret"

curl -s -H "Authorization: Bearer ${token}" https://slack.com/api/conversations.list
echo "expected checksum 699c12c4b74a2d15bfe77d808b78de70f36624ea3fce35690ba131e5d3e7dfae  backup.tar.gz"
if [ "$password" = "" ]; then echo "Password must not be empty" >&2; exit 1; fi
