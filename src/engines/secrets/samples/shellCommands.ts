import type { Rule } from '../rule';

export const CURL_SAMPLES: Rule['samples'] = {
  hit: [
    {
      path: 'deploy.sh',
      text: 'curl -s -u deploy:Zt5kQw9xLp2m https://artifacts.acme-billing.io/x.tgz -o x.tgz',
    },
    {
      path: '.bash_history',
      text: 'curl --user "admin:Mx7-qTr4Zw" -X POST http://jenkins.acme-billing.io/build',
    },
    "curl https://api.acme-billing.io/v1 -u 'q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df:'",
  ],
  clean: [
    { path: 'deploy.sh', text: 'curl -u "$USER:$PASSWORD" https://artifacts.acme-billing.io' },
    'curl -u user:password https://api.example.com',
    'curl -u username https://api.example.com',
    'curl -sU https://acme-billing.io:8443/x',
  ],
};

export const LOGIN_SAMPLES: Rule['samples'] = {
  hit: [
    { path: '.bash_history', text: 'docker login -u acme -p Zt5kQw9xLp2m registry.acme-billing.io' },
    { path: 'deploy.sh', text: "sshpass -p 'Mx7-qTr4Zw' ssh root@10.4.0.12" },
    'oc login https://api.acme-billing.io:6443 --token=q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df',
    "kubectl create secret generic db --from-literal=pg=Ks7vRq2LxWd9 --from-literal 'mail=Zt5kQw9xLp2m'",
  ],
  clean: [
    { path: 'deploy.sh', text: 'docker login -u acme -p "$DOCKER_PASSWORD" registry.acme-billing.io' },
    'echo "$TOKEN" | docker login --username acme --password-stdin',
    'sshpass -p $PASS ssh root@10.4.0.12',
    'kubectl create secret generic db --from-literal=DB_USER=orders-rw7 --from-literal=region=eu-west-1',
    'kubectl create configmap db --from-literal=pg=Ks7vRq2LxWd9',
    'kubectl create secret generic db --from-literal=pg="$PG_PASSWORD"',
    'docker run -p 8080:80 nginx',
  ],
};

export const CLIENT_SAMPLES: Rule['samples'] = {
  hit: [
    { path: 'backup.sh', text: 'mysqldump -h 10.4.0.12 -u root -pZt5kQw9xLp2m shop > shop.sql' },
    'redis-cli -h cache.acme-billing.io -a Vb8kQz3Lm7Rt ping',
    'ldapsearch -x -D cn=admin,dc=acme -w Tq4Zw-Mx7r -b dc=acme',
    'mongodump --host db.acme-billing.io -u app -p Hj3Ksq9LxTz7',
  ],
  clean: [
    { path: 'backup.sh', text: 'mysqldump -u root -p"$MYSQL_ROOT_PASSWORD" shop' },
    'mysql -u root -p shop',
    'mysql --port 3306 -h db -ppassword',
  ],
};

export const OPENSSL_SAMPLES: Rule['samples'] = {
  hit: [
    'openssl enc -d -aes-256-cbc -in key.enc -out key.pem -pass pass:Zt5kQw9xLp2m',
    {
      path: 'release.sh',
      text: 'keytool -genkey -keystore release.jks -storepass Mx7qTr4Zw9kLp2Vb -alias release',
    },
  ],
  clean: [
    'openssl enc -d -aes-256-cbc -in key.enc -pass env:KEY_PASSWORD',
    'openssl rsa -in key.pem -passin pass:$' + '{PASSPHRASE}',
    'keytool -list -keystore cacerts -storepass changeit',
  ],
};

export const TOOL_SAMPLES: Rule['samples'] = {
  hit: [
    { path: 'setup.sh', text: 'htpasswd -bc /etc/nginx/.htpasswd deploy Zt5kQw9xLp2m' },
    "smbclient //files.acme-billing.io/share -U 'backup%Mx7-qTr4Zw'",
    'echo "deploy:Hj3Ksq9LxTz7" | chpasswd',
    'wget --user=deploy --password=Vb8kQz3Lm7Rt https://files.acme-billing.io/x.iso',
  ],
  clean: [
    'htpasswd -c /etc/nginx/.htpasswd deploy',
    { path: 'setup.sh', text: 'htpasswd -bc .htpasswd "$USER" "$PASSWORD"' },
    'wget --user=deploy --password=$PASSWORD https://files.acme-billing.io/x.iso',
    'echo "deploy:$PASSWORD" | chpasswd',
  ],
};
