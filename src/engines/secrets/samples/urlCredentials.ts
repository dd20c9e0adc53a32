import type { Rule } from '../rule';

export const DATABASE_URL_SAMPLES: Rule['samples'] = {
  hit: [
    'DATABASE_URL=postgres://billing:vK8qTz3mWx2pLd@db.acme-billing.io:5432/billing',
    { path: 'settings.py', text: "BROKER_URL = 'amqp://worker:k7Yp-Qx4zLm9R@mq.acme-billing.io//'" },
    '{"mongo": "mongodb+srv://app:Wq8ZtN4vXc2R@cluster0.a1b2c.mongodb.net/prod?retryWrites=true"}',
    'REDIS_URL=redis://:pT9xLw3QzB7nKv5M@cache.acme-billing.io:6379/0',
    'LDAP_URL=ldap://cn=admin,ou=people,dc=acme-billing,dc=io:Mx7-qTr4Zw@ldap.acme-billing.io:389',
    'LDAP_URL=ldaps://uid=sync,dc=acme-billing,dc=io:granite47@ldap.acme-billing.io/dc=acme-billing,dc=io',
    'SQLALCHEMY_DATABASE_URI = "mysql+pymysql://shop:Xr7%40qLm2Vz@10.4.0.12/shop"',
  ],
  clean: [
    'postgres://user:password@localhost:5432/mydb',
    'postgres://$' + '{DB_USER}:$' + '{DB_PASSWORD}@db.acme-billing.io/app',
    'mongodb://<user>:<password>@cluster0.mongodb.net/test',
    'redis://cache.acme-billing.io:6379/0',
    'ldap://cn=admin,dc=acme-billing,dc=io:$' + '{LDAP_PASSWORD}@ldap.acme-billing.io',
    'ldap://cn=admin,dc=acme-billing,dc=io:password@ldap.acme-billing.io',
    'mysql://root:secret@db.example.com/app',
  ],
};

export const URL_SAMPLES: Rule['samples'] = {
  hit: [
    'curl https://deploy:Zt5kQw9xLp2mVb8R@artifacts.acme-billing.io/repository/',
    'url = ftp://backup:Mx7-qTr4Zw@ftp.acme-billing.io/nightly',
    { path: 'application.yml', text: 'smtp: smtps://mailer:Hj3Ksq9LxTz7@mail.acme-billing.io:465' },
  ],
  clean: [
    'https://user:pass@example.com/path',
    'http://localhost:3000/@scope/package',
    'https://%s:%s@%s/api',
    'see https://acme-billing.io/docs/a:b@c',
    'http://username:password@host:port/',
  ],
};

export const TOKEN_URL_SAMPLES: Rule['samples'] = {
  hit: [
    'url = https://q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df@git.acme-billing.io/team/app.git',
    'git clone https://7f3a9c1e5b8d2460f1a7c3e95b8d2046e1f7a3c9@code.acme-billing.io/app.git',
  ],
  clean: [
    'https://firstname.lastname.of.somebody@mail.acme-billing.io',
    'https://4f8a1c9e2b7d3f604f8a1c9e2b7d3f60@o12345.ingest.sentry.io/1234',
    'https://your-personal-access-token@github.com/owner/repository.git',
  ],
};
