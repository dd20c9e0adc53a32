import type { Rule } from '../rule';

export const USER_HASH_SAMPLES: Rule['samples'] = {
  hit: [
    { path: '.htpasswd', text: 'deploy:$apr1$Pacr8Y9j$.ghIPR9Y1cnygmy4r/qLRQ\n' },
    {
      path: 'etc/shadow',
      text: 'root:$6$FjhWvNNtDxo0$rJL3CZvEM9DHOB3eHxr/qLdOdimnO7zSk5On9olHDRr4hbImsOoZQg9qWTmq4H6sW4Lnt2lX5H5QPJ.hSatDLz:19000:0:99999:7:::\n',
    },
    {
      path: 'etc/shadow',
      text: 'daemon:*:19000:0:99999:7:::\nops:$y$j9T$HLmXGR/.J2PfmFW410pfDw$1DWVuGEysZ.iwyuecA9Kv/OUOOuXYyhFuooqakkrIM1:19000:0:99999:7:::\n',
    },
    { path: 'users', text: 'billing:$2y$10$8DNgF7hQWiS0STkcpuUGhsEbvWlp4T6mymazGBwdY0jFachJ3syjn\n' },
  ],
  clean: [
    { path: 'etc/shadow', text: 'root:!:19000:0:99999:7:::\nbin:*:19000:0:99999:7:::\n' },
    { path: '.htpasswd', text: 'deploy:$apr1$salt$hash\n' },
  ],
};

export const HASH_SAMPLES: Rule['samples'] = {
  hit: [
    {
      path: 'dump.sql',
      text: "INSERT INTO users VALUES (1, 'ann', '$2y$10$voaDvvqdNkUNWLDCpWn6oR0Ksn0K1gMOP9pOHTdbTSDuKCFzivArg');",
    },
    {
      path: 'users.json',
      text: '{"password": "pbkdf2_sha256$600000$74934e140c9b564e2a5791$XuHCQoZkTCu5GD3DhdrQnFMDnumiAw1dN5yVze/8eBo="}',
    },
    {
      path: 'cloud.yml',
      text: 'passwd: "$6$CZlBFD.uuYnk$5s/UdOFJx.AC2Qo8FKvrWwFPJ3tKlqVf4gWkblzmPkpcjyHYCrw8DmEupqBw0khnMTZwMokQfbklvIxvDXH4uE"',
    },
    {
      path: 'seed.py',
      text: "HASH = '$argon2id$v=19$m=65536,t=3,p=4$WWZH1Rz3432nMPIORVSagw$aXFO8Lzr2MVl5MwttRBhf1CuGazjp/G2YpOqwo0j32k'",
    },
  ],
  clean: [
    'The prefix $2y$10$ stands for bcrypt of cost 10.',
    "hash = '$6$rounds=5000$' + salt + '$' + digest",
    '$1$ and $5$ are prices here.',
  ],
};

export const LDAP_HASH_SAMPLES: Rule['samples'] = {
  hit: [
    { path: 'users.ldif', text: 'userPassword: {SSHA}klpdeZZPhkylsQkG9EXvf8wpbfFV+X/4bSRucA==\n' },
    { path: '.htpasswd', text: 'deploy:{SHA}bbgeoIoWfgzbcaY7sQx7dNv5FUc=\n' },
  ],
  clean: ['userPassword: {SSHA}hash\n', 'The scheme {SHA} is old; {SSHA512} is better.'],
};
