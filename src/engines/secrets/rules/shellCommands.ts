import { type Command, commandLineFinder } from '../finders/commandLine';
import type { FinderRule, Rule } from '../rule';
import {
  CLIENT_SAMPLES,
  CURL_SAMPLES,
  LOGIN_SAMPLES,
  OPENSSL_SAMPLES,
  TOOL_SAMPLES,
} from '../samples/shellCommands';

type CommandRule = Pick<FinderRule, 'id' | 'name' | 'keywords' | 'source' | 'samples' | 'title'> & {
  readonly commands: readonly Command[];
};

function commandRule({ commands, ...rule }: CommandRule): FinderRule {
  return {
    provider: 'generic',
    why: 'Anyone who reads the command can sign in with it; it also shows in lists of processes and in the history.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Change it on the server, and pass it by a file or a variable that is in no repository.',
    revokeUrl: null,
    cwe: 'CWE-214',
    find: commandLineFinder(commands),
    ...rule,
  };
}

/** `user:password`; a token in place of the user ends with a colon. */
function passwordOfPair(pair: string): string {
  const colon = pair.indexOf(':');
  if (colon < 1 || /^[$<{%[]|:\/\//.test(pair)) return '';
  return pair.slice(colon + 1) || pair.slice(0, colon);
}

function passwordOfShareUser(pair: string): string {
  const sign = pair.indexOf('%');
  return sign < 1 ? '' : pair.slice(sign + 1);
}

/** Entries of a Kubernetes Secret that only say for whom and where its values are, in either case. */
const PUBLIC_ENTRY =
  '(?:[\\w.-]{0,40}[._-])?(?:[uU][sS][eE][rR](?:[nN][aA][mM][eE])?|[hH][oO][sS][tT](?:[nN][aA][mM][eE])?|[pP][oO][rR][tT]|[rR][eE][gG][iI][oO][nN]|[dD][bB]|[dD][aA][tT][aA][bB][aA][sS][eE]|[nN][aA][mM][eE]|[uU][rR][lL]|[eE][mM][aA][iI][lL]|[bB][uU][cC][kK][eE][tT]|[eE][nN][dD][pP][oO][iI][nN][tT]|[iI][dD])=';

/** Passwords on command lines: in scripts, histories, pipelines, makefiles and documentation. */
export const shellCommandsRules: readonly Rule[] = [
  commandRule({
    id: 'curl-user-password',
    name: 'User name and password on a command line of curl',
    keywords: ['curl'],
    commands: [
      {
        program: /curl(?:\.exe)?[ \t]/iy,
        option: '-[a-zA-Z]{0,6}u[ \\t]{0,4}|--(?:proxy-)?user(?:=|[ \\t]{1,4})',
        secretOf: passwordOfPair,
      },
    ],
    source: 'https://curl.se/docs/manpage.html#-u',
    samples: CURL_SAMPLES,
  }),
  commandRule({
    id: 'login-command-password',
    name: 'Password on the command line of a login',
    title: { of: 'Password on a command line' },
    keywords: [
      'docker',
      'podman',
      'helm',
      'buildah',
      'skopeo',
      'sshpass',
      'oc login',
      'az login',
      'argocd',
      'cf login',
      'kubectl',
      'oc create',
    ],
    commands: [
      { program: /sshpass[ \t]/y, option: '-p[ \\t]{0,4}' },
      {
        program: /(?:kubectl|oc)[ \t](?=[^\n]{0,120}\bsecret\b)/y,
        option: `--from-literal(?:=|[ \\t]{1,4})["']?(?!${PUBLIC_ENTRY})[\\w.-]{1,80}=`,
      },
      {
        program: /(?:docker|podman|helm[ \t]{1,4}registry|buildah|skopeo|oc|az|argocd|cf)[ \t]{1,4}login\b/y,
        option: '-p(?:=|[ \\t]{0,4})|--(?:password|token|client-secret)(?:=|[ \\t]{1,4})',
      },
    ],
    source: 'https://docs.docker.com/reference/cli/docker/login/',
    samples: LOGIN_SAMPLES,
  }),
  commandRule({
    id: 'database-client-password',
    name: 'Password on the command line of a database client',
    title: { of: 'Password on a command line' },
    keywords: [
      'mysql',
      'mariadb',
      'mongo',
      'redis-cli',
      'sqlcmd',
      'bcp ',
      'ldap',
      'influx',
      'clickhouse-client',
    ],
    commands: [
      {
        program:
          /(?:mysql|mysqldump|mysqladmin|mysqlimport|mysqlsh|mariadb|mariadb-dump|mariadb-admin)(?:\.exe)?[ \t]/y,
        option: '-p|--password=',
      },
      {
        program:
          /(?:mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport|influx|clickhouse-client)[ \t]/y,
        option: '-p[ \\t]{0,4}|--password(?:=|[ \\t]{1,4})',
      },
      { program: /redis-cli[ \t]/y, option: '(?:-a|--pass)[ \\t]{1,4}' },
      { program: /(?:sqlcmd|bcp)[ \t]/y, option: '-P[ \\t]{0,4}' },
      { program: /ldap(?:search|add|modify|delete|passwd|whoami)[ \t]/y, option: '-w[ \\t]{0,4}' },
    ],
    source: 'https://dev.mysql.com/doc/refman/8.4/en/command-line-options.html',
    samples: CLIENT_SAMPLES,
  }),
  commandRule({
    id: 'openssl-command-password',
    name: 'Passphrase on the command line of openssl, keytool or gpg',
    title: { of: 'Passphrase on a command line' },
    keywords: ['openssl', 'keytool', 'jarsigner', 'gpg', 'security ', 'signtool'],
    commands: [
      {
        program: /openssl[ \t]/y,
        option: '-(?:pass|passin|passout|password|k)[ \\t]{1,4}["\']?pass:|-k[ \\t]{1,4}(?!pass:)',
      },
      {
        program: /(?:keytool|jarsigner)[ \t]/y,
        option: '-(?:storepass|keypass|srcstorepass|deststorepass|destkeypass|srckeypass)[ \\t]{1,4}',
      },
      { program: /gpg2?[ \t]/y, option: '--passphrase(?:=|[ \\t]{1,4})' },
      { program: /security[ \t]{1,4}(?:unlock|create)-keychain/y, option: '-p[ \\t]{1,4}' },
      { program: /signtool(?:\.exe)?[ \t]/y, option: '/p[ \\t]{1,4}' },
    ],
    source: 'https://docs.openssl.org/3.0/man1/openssl-passphrase-options/',
    samples: OPENSSL_SAMPLES,
  }),
  commandRule({
    id: 'tool-command-password',
    name: 'Password on a command line',
    title: { of: 'Password on a command line' },
    keywords: [
      'htpasswd',
      'smbclient',
      'rpcclient',
      'chpasswd',
      'echo ',
      'plink',
      'pscp',
      'wget',
      'xfreerdp',
      'cmdkey',
      'mount',
      'net use',
      'net.exe use',
      'psexec',
      'schtasks',
      'net user',
      'lftp',
      'ncftp',
      'zip ',
      'unzip ',
      '7z a',
      '7z x',
      '7z e',
      'gh secret',
      'composer',
      'aws configure set',
      'http -a',
      'https -a',
      'http --auth',
    ],
    commands: [
      {
        program: /htpasswd[ \t]{1,4}-[A-Za-z]{0,6}b/y,
        option:
          '(?:-[A-Za-z]{1,8}[ \\t]{1,4}){1,3}(?:[^\\s"\';|-][^\\s;|"\']{0,120}[ \\t]{1,4})?[\\w.@]{1,60}[ \\t]{1,4}',
      },
      {
        program: /(?:smbclient|rpcclient|smbget)[ \t]/y,
        option: '(?:-U|--user)(?:=|[ \\t]{0,4})',
        secretOf: passwordOfShareUser,
      },
      {
        program: /echo[ \t]{1,4}(?=[^\n|]{3,120}\|[ \t]{0,4}(?:sudo[ \t])?chpasswd)/y,
        option: '',
        secretOf: passwordOfPair,
      },
      {
        program:
          /echo[ \t]{1,4}(?=[^\n|]{3,120}\|[^\n|]{0,80}(?:--passw(?:or)?d-(?:on-)?stdin|sudo[ \t]{1,4}-[A-Za-z]{0,3}S\b|--with-token))/y,
        option: '(?<=^echo[ \\t]{1,4}(?:-[ne]{1,2}[ \\t]{1,4})?)',
      },
      {
        program: /net(?:\.exe)?[ \t]{1,4}use[ \t]/iy,
        option:
          '\\\\\\\\[^\\s"]{2,200}"?[ \\t]{1,4}(?:/[uU][sS][eE][rR]:"?[^\\s"]{1,100}"?[ \\t]{1,4})?(?![/*])',
      },
      {
        program: /net(?:\.exe)?[ \t]{1,4}user[ \t]/iy,
        option: '(?<=user[ \\t]{1,4}(?!/)[^\\s"]{1,60}[ \\t]{1,4})(?![/*])',
      },
      { program: /lftp[ \t]/y, option: '(?:-u|--user)[ \\t]{0,4}[\\w.@-]{1,60},' },
      { program: /ncftp(?:put|get|ls)[ \t]/y, option: '-p[ \\t]{0,4}' },
      { program: /(?:un)?zip[ \t]/y, option: '-P[ \\t]{0,4}' },
      { program: /7z[ \t]{1,4}[aextul][ \t]/y, option: '-p' },
      { program: /gh[ \t]{1,4}secret[ \t]{1,4}set[ \t]/y, option: '(?:-b|--body)(?:=|[ \\t]{0,4})' },
      {
        program: /aws[ \t]{1,4}configure[ \t]{1,4}set[ \t]/y,
        option: '(?:[\\w.-]{1,60}\\.)?aws_session_token[ \\t]{1,4}',
      },
      {
        program: /composer[ \t]{1,4}config[ \t]/y,
        option: '(?:[\\w-]{1,20}\\.)?http-basic\\.[\\w.-]{1,100}[ \\t]{1,4}[\\w.@-]{1,60}[ \\t]{1,4}',
      },
      {
        program: /https?[ \t]{1,4}(?=[^\n]{0,200}(?:-a|--auth))/y,
        option: '(?:-a|--auth)(?:=|[ \\t]{1,4})',
        secretOf: passwordOfPair,
      },
      { program: /psexec(?:64)?(?:\.exe)?[ \t]/iy, option: '-p[ \\t]{1,4}' },
      { program: /schtasks(?:\.exe)?[ \t]/iy, option: '/[rR]?[pP][ \\t]{1,4}' },
      { program: /wget[ \t]/y, option: '--(?:http-|ftp-|proxy-)?password(?:=|[ \\t]{1,4})' },
      { program: /(?:plink|pscp|psftp)(?:\.exe)?[ \t]/y, option: '-pw[ \\t]{1,4}' },
      { program: /xfreerdp[ \t]/y, option: '/p:' },
      { program: /cmdkey[ \t]/y, option: '/pass:' },
    ],
    source: 'https://httpd.apache.org/docs/2.4/programs/htpasswd.html',
    samples: TOOL_SAMPLES,
  }),
];
