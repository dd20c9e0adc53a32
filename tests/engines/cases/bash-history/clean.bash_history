ls -la
cd /srv/app
mysql -u root -p inventory
mysql -u root -p$MYSQL_ROOT_PASSWORD inventory
docker login -u acmebot --password-stdin < ~/.docker-token
export AWS_SECRET_ACCESS_KEY=$(pass show aws/secret)
curl -u "$NEXUS_USER:$NEXUS_PASS" https://nexus.acme.dev/service/rest/v1/status
curl -u admin https://nexus.acme.dev/
PGPASSWORD="$(cat /run/secrets/pg)" psql -h db.internal -U reports -d reports
ssh-keygen -t ed25519 -f ~/.ssh/deploy -N ''
openssl rand -hex 32
kubectl create secret generic db --from-literal=password="$PW"
mkdir -p build/output
git checkout fec2d4e8aee73ed9dd6bfb870f84cac3274038f8
passwd deploy
vault kv get -field=token secret/ci
