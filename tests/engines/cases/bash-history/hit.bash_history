ls -la
cd /srv/app
git pull
mysql -u root -p'Cinder!Toad8' -h 127.0.0.1 inventory
docker login -u acmebot -p dckr_pat_P15bBTwv4W25HAyUG3prVxygxoV 
export AWS_SECRET_ACCESS_KEY=Saay2R/qZcAuHZqL/pXStMZOKBiGG6/T3ND81DQu
curl -u admin:Pewter7Raven https://nexus.acme.dev/service/rest/v1/status
vim /etc/nginx/sites-enabled/default
systemctl reload nginx
PGPASSWORD=b00kwormAlley psql -h db.internal -U reports -d reports
kubectl get pods -n prod
git push https://acme-bot: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@github.com/acme/app.git
history
exit
