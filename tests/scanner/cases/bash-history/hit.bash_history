ls -la
cd /srv/app
git pull
mysql -u root -p'Cinder!Toad8' -h 127.0.0.1 inventory
docker login -u acmebot -p dckr_pat_yUG3prVxygxoVSaay2R-qZcAuHZ 
export AWS_SECRET_ACCESS_KEY=qL/pXStMZOKBiGG6/T3ND81DQuYAZOFwqYwOq3Yb
curl -u admin:Pewter7Raven https://nexus.acme.dev/service/rest/v1/status
vim /etc/nginx/sites-enabled/default
systemctl reload nginx
PGPASSWORD=b00kwormAlley psql -h db.internal -U reports -d reports
kubectl get pods -n prod
git push https://acme-bot: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@github.com/acme/app.git
history
exit
