#!/bin/sh
API=https://api.acme.dev
curl -s -X POST "$API/login" -H 'Content-Type: application/json' -d '{"username":"ops","password":"Whinchat!Sill4"}'
curl -s -H "X-Api-Key: oNOB7ipmfDTNr8hJPbLRhXTGhbAUDFyaCtCfRgjF" "$API/orders"
curl -s -H 'Authorization: Basic b3BzOkZ1bHZvdXM4UGV3' "$API/stock"
curl -s "$API/feed?api_key=c2940ed52a6c974826d920c967ce3b02&format=json"
export KUBECONFIG=/root/.kube/config
TOKEN="eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIyMzk0MDciLCJpc3MiOiJhY21lIiwiZXhwIjoxOTk5OTk5OTk5fQ.49kNICtgUDD_SNEj_V31TdB517TJwFPP_dKpksn5Fio"
export RESTIC_PASSWORD='Ortolan.Dray77'
