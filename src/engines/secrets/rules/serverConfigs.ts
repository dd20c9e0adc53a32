import { passwordRule } from '../passwordRule';
import type { Rule } from '../rule';

/** Passwords in server configurations that separate name and value by a space. */
export const serverConfigsRules: readonly Rule[] = [
  passwordRule({
    id: 'redis-config-password',
    name: 'Password in a Redis configuration',
    provider: 'generic',
    why: 'Anyone who can reach the server can read and change all of its data.',
    keywords: ['requirepass', 'masterauth', 'sentinel auth-pass'],
    pattern:
      /(?<![\w#-])(?:--)?(?:requirepass|masterauth|sentinel[\t ]{1,4}auth-pass[\t ]{1,4}[\w.-]{1,60})["']?,?[\t ]{1,8}["']?(?<secret>[^\s"'#$,]{4,200})(?=["'\s,]|$)/g,
    source: 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/',
    samples: {
      hit: [
        { path: 'redis.conf', text: 'port 6379\nrequirepass Zt5kQw9xLp2m\n' },
        { path: 'compose.yml', text: 'command: redis-server --requirepass Mx7qTr4Zw9kLp2Vb\n' },
      ],
      clean: [
        { path: 'redis.conf', text: '# requirepass foobared\n' },
        { path: 'compose.yml', text: 'command: redis-server --requirepass $' + '{REDIS_PASSWORD}\n' },
      ],
    },
  }),
  passwordRule({
    id: 'directory-bind-password',
    name: 'Bind password of a directory',
    provider: 'generic',
    why: 'Anyone who can reach the directory can read it, and often change it, as this user.',
    keywords: [
      'bindpw',
      'rootpw',
      'bindpassword',
      'default_authtok',
      'binddn_password',
      'bind_pw',
      'bindcredentials',
      'bind_credentials',
      'bind.credentials',
      'bindmethod',
    ],
    pattern:
      /(?<![\w#])(?:bindpw|rootbindpw|rootpw|bind_?password|ldap_default_authtok|authldapbindpassword|bind[._]?credentials|bind_pw|bindmethod=simple\s[^\0]{0,300}?\scredentials)["']?(?:[\t ]{0,8}[=:][\t ]{0,8}|[\t ]{1,12})["']?(?![{$<])(?<secret>[^\s"'#,;]{4,200})/gi,
    source: 'https://manpages.debian.org/bookworm/sssd-ldap/sssd-ldap.5.en.html',
    samples: {
      hit: [
        { path: 'slapd.conf', text: 'rootdn "cn=admin,dc=acme"\nrootpw Zt5kQw9xLp2m\n' },
        {
          path: 'slapd.conf',
          text: 'syncrepl rid=1\n  bindmethod=simple\n  binddn="cn=copy"\n  credentials=Mx7-qTr4Zw\n',
        },
        { path: 'sssd.conf', text: 'ldap_default_authtok = Mx7-qTr4Zw\n' },
        { path: 'vhost.conf', text: 'AuthLDAPBindPassword "Hj3Ksq9LxTz7"\n' },
      ],
      clean: [
        { path: 'slapd.conf', text: 'rootpw {SSHA}abc\n' },
        { path: 'ldap.conf', text: '#bindpw secret\nbindpw $' + '{BIND_PASSWORD}\n' },
      ],
    },
  }),
  passwordRule({
    id: 'mail-client-password',
    name: 'Password of a mail account',
    provider: 'generic',
    why: 'Anyone with it can read and send mail as this account.',
    keywords: ['password', 'imap_pass', 'smtp_pass'],
    pattern:
      /(?:^[\t ]{0,8}(?:account|host|user|from|poll|tls|auth|defaults|hostname|username)\b[^\n]{0,200}\n(?:[^\n]{0,200}\n){0,6}?[\t ]{0,8}|^(?:poll|skip|user)[\t ][^\n]{0,200}?[\t ])(?:password|pass)[\t ]{1,12}["']?(?<secret>[^\s"'=:#$]{4,200})["']?[\t ]{0,8}(?:\r?\n|$|[\t ](?:is|here|ssl|to|options|keep|mda))/gm,
    reach: { before: 1500, after: 240 },
    formats: ['text', 'ini'],
    source: 'https://marlam.de/msmtp/msmtp.html',
    samples: {
      hit: [
        {
          path: '.msmtprc',
          text: 'account work\nhost smtp.acme-billing.io\nuser ann\npassword Zt5kQw9xLp2m\n',
        },
        {
          path: '.fetchmailrc',
          text: 'poll mail.acme-billing.io protocol imap user "ann" password "Mx7-qTr4Zw" ssl\n',
        },
      ],
      clean: [
        {
          path: '.msmtprc',
          text: 'account work\nhost smtp.acme-billing.io\nuser ann\npasswordeval "pass show mail"\n',
        },
        'The user has to enter a password before the account is made.\n',
      ],
    },
  }),
  passwordRule({
    id: 'snmp-community',
    name: 'SNMP community',
    provider: 'generic',
    why: 'A community is the password by which anyone who can reach the machine reads its state, or changes its settings.',
    severity: 'medium',
    keywords: ['community'],
    pattern:
      /(?<![\w#-])(?:(?:ro|rw)community6?|snmp-server[\t ]{1,4}community|com2sec[\t ]{1,8}\w{1,40}[\t ]{1,8}\S{1,60})[\t ]{1,8}["']?(?!public\b|private\b)(?<secret>[^\s"'#$<{]{4,64})/g,
    source: 'https://manpages.debian.org/bookworm/snmpd/snmpd.conf.5.en.html',
    samples: {
      hit: [
        { path: 'snmpd.conf', text: 'rocommunity Zt5kQw9xLp2m 10.4.0.0/24\n' },
        { path: 'router.cfg', text: 'snmp-server community Mx7-qTr4Zw RO\n' },
      ],
      clean: [
        { path: 'snmpd.conf', text: 'rocommunity public\n' },
        { path: 'snmpd.conf', text: 'rwcommunity $' + '{SNMP_COMMUNITY}\n' },
      ],
    },
  }),
  passwordRule({
    id: 'proxy-config-password',
    name: 'Password in the configuration of a proxy, tunnel or mail relay',
    provider: 'generic',
    keywords: ['insecure-password', 'cache_peer', ': psk', 'smtp'],
    pattern:
      /(?:(?<![\w-])insecure-password[\t ]{1,8}|^[\t ]{0,8}cache_peer[\t ][^\n]{0,200}?[\t ]login=[^\s:]{1,60}:|^[^\n#]{0,120}?:[\t ]{0,4}PSK[\t ]{1,8}|^\[?smtp[\w.-]{1,100}\]?(?::\d{1,5})?[\t ]{1,12}[^\s:]{1,100}:)["']?(?<secret>[^\s"'$<{]{4,200})["']?/gm,
    reach: { before: 130, after: 500 },
    formats: ['text', 'ini', 'shell'],
    source: 'https://docs.haproxy.org/3.0/configuration.html#3.4-user',
    samples: {
      hit: [
        { path: 'haproxy.cfg', text: 'userlist ops\n  user ann insecure-password Zt5kQw9xLp2m\n' },
        { path: 'ipsec.secrets', text: '10.4.0.12 10.8.0.1 : PSK "Mx7-qTr4Zw"\n' },
        { path: 'sasl_passwd', text: '[smtp.acme-billing.io]:587 relay@acme-billing.io:Hj3Ksq9LxTz7\n' },
        {
          path: 'squid.conf',
          text: 'cache_peer proxy.acme-billing.io parent 3128 0 login=squid:Vb8kQz3Lm7Rt\n',
        },
      ],
      clean: [
        { path: 'haproxy.cfg', text: 'user ann insecure-password $' + '{ANN_PASSWORD}\n' },
        { path: 'ipsec.secrets', text: ': RSA server-key.pem\n' },
        { path: 'mail.cfg', text: 'smtp.acme-billing.io listens on 10.4.0.12:465\n' },
      ],
    },
  }),
];
