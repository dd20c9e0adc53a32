import { isMadeUpHost, isNearHost } from '../checks/hosts';
import { isRandom, strengthOf } from '../checks/strength';
import { weighStrength } from '../checks/weigh';
import type { FileKind } from '../fileKind';
import { limited } from '../limited';
import { passwordRule } from '../passwordRule';
import type { Check, Rule } from '../rule';

/** The protocol before a host, and the port or instance after it. */
const AROUND_HOST = limited(/^tcp:|[,\\/:].{0,80}$/g, 120);

const weakOnly = ({ role }: FileKind) => (role === 'product' ? 'low' : 'no');

/** What ODBC's braces are for: the signs that separate its fields, and others that its drivers may give a meaning. */
const NEEDS_BRACES = /[;{},=*@]/;

/**
 * ODBC writes `a}b;c` as `{a}}b;c}`. What needs no braces is more likely a variable in a template, as in `{password}`.
 * @returns undefined if it is one
 */
function valueInBraces(text: string): string | undefined {
  const value = text.replaceAll('}}', '}');
  return NEEDS_BRACES.test(value) || isRandom(value) ? value : undefined;
}

/** A password for a server on the machine itself is rarely more than an example. */
const checkServer: Check = ({ secret, groups, kind }) => {
  const host = (groups.server ?? '').replace(AROUND_HOST, '');
  const value = groups.brace === undefined ? secret : valueInBraces(secret);
  if (value === undefined) return 'no';
  const strength = strengthOf(value);
  if (isMadeUpHost(host)) return strength === 'random' ? 'low' : 'no';
  if (isNearHost(host) || groups.socket !== undefined)
    return strength === 'human' || strength === 'weak' ? weakOnly(kind) : weighStrength(strength, kind);
  // A server that others reach is in use, so that a weak password for it is one.
  return strength === 'weak' && kind.role === 'product' ? 'medium' : weighStrength(strength, kind);
};

/** Passwords in connection strings: ADO.NET, ODBC, OLE DB, Npgsql, libpq's keywords, Oracle's and JDBC's forms. */
export const connectionStringsRules: readonly Rule[] = [
  {
    id: 'connection-string-password',
    name: 'Password in a connection string',
    provider: 'generic',
    why: 'Anyone who can reach the server can read and change its data as this user.',
    severity: 'high',
    confidence: 'medium',
    revoke:
      'Change the password of this user on the server, and read the new one from a secret store or the environment.',
    revokeUrl: null,
    source: 'https://learn.microsoft.com/dotnet/framework/data/adonet/connection-string-syntax',
    title: { in: 'Password of a connection string' },
    keywords: [
      'server=',
      'data source=',
      'host=',
      'address=',
      'driver=',
      'initial catalog=',
      'server =',
      'data source =',
    ],
    pattern:
      /(?<![\w-])(?:server|data source|host|address|addr|network address) ?= ?["']?(?<server>[\w.:,\\()/-]{1,120})["']?;(?:[^;"'<>\n]{0,120};){0,10}? ?(?:password|pwd) ?= ?(?:&quot;|')?(?<brace>\{)?(?<secret>(?<=\{)(?:[^}"'<>\s]|\}\}){4,128}(?=\}(?!\}))|(?<!\{)[^;"'<>\s&]{4,128})/gi,
    reach: { before: 1, after: 1500 },
    check: checkServer,
    samples: {
      hit: [
        {
          path: 'web.config',
          text: '<add name="Main" connectionString="Server=sql.acme-billing.io;Database=Shop;User Id=shop;Password=Zt5kQw9xLp2m;" />',
        },
        {
          path: 'appsettings.json',
          text: '"Default": "Data Source=10.1.4.20;Initial Catalog=Crm;User ID=crm;Pwd=Mx7-qTr4Zw;Encrypt=True"',
        },
        'Host=pg.acme-billing.io;Port=5432;Username=app;Password=Vb8!kQz3Lm',
        'Driver={ODBC Driver 18 for SQL Server};Server=tcp:sql.acme-billing.io,1433;Uid=app;Pwd={maple}}river7};',
        'Driver={PostgreSQL};Server=pg.acme-billing.io;Uid=app;Pwd={Granite;lantern4};Encrypt=yes',
        'DSN=crm;Server=10.1.4.20;UID=crm;PWD={Zt5kQw9xLp2mVb}',
      ],
      clean: [
        'Server=localhost;Database=Shop;Trusted_Connection=True;',
        'Server=sql.acme-billing.io;Database=Shop;User Id=shop;Password={0};',
        'Server=myServerAddress;Database=myDataBase;User Id=myUsername;Password=myPassword;',
        'Data Source=10.1.4.20;User ID=crm;Password=$' + '{CRM_PASSWORD};',
        'Driver={PostgreSQL};Server=pg.acme-billing.io;Uid=app;Pwd={password};',
        'Server={server};Uid={user};Pwd={settings.database_password};',
        'Server=pg.acme-billing.io;Uid=app;Pwd={your_password_here};',
        'Server=pg.acme-billing.io;Uid=app;Pwd={{db_password}};',
      ],
    },
  },
  {
    id: 'connection-string-first-password',
    name: 'Password in a connection string, before the server',
    provider: 'generic',
    why: 'Anyone who can reach the server can read and change its data as this user.',
    severity: 'high',
    confidence: 'medium',
    revoke:
      'Change the password of this user on the server, and read the new one from a secret store or the environment.',
    revokeUrl: null,
    source: 'https://learn.microsoft.com/dotnet/framework/data/adonet/connection-string-syntax',
    title: { in: 'Password of a connection string' },
    keywords: ['password=', 'pwd='],
    pattern:
      /(?<=;[\t ]?)(?:password|pwd)=(?<brace>\{)?(?<secret>(?<=\{)(?:[^}"'<>\s]|\}\}){4,128}(?=\};)|(?<!\{)[^;"'<>\s&]{4,128})\}?;(?:[^;"'<>\n]{0,120};){0,10}? ?(?:server|data source|host|address|initial catalog|database)=(?<server>[\w.:,\\()-]{0,120})/gi,
    reach: { before: 3, after: 1500 },
    check: checkServer,
    samples: {
      hit: [
        'Persist Security Info=False;User ID=crm;Password=Zt5kQw9xLp2m;Initial Catalog=Crm;Server=sql.acme-billing.io',
        '"Uid=app;Pwd=Mx7-qTr4Zw;Server=10.1.4.20;"',
        'Driver={MySQL ODBC 8.0 Driver};UID=app;PWD={maple;river}}7};Server=10.1.4.20;',
      ],
      clean: [
        'User ID=crm;Password=*****;Server=sql.acme-billing.io',
        'User ID=crm;Password=<password>;Server=sql.acme-billing.io',
        'User ID=crm;Password={password};Server=sql.acme-billing.io',
      ],
    },
  },
  {
    id: 'oracle-connect-password',
    name: 'Password in an Oracle connect string',
    provider: 'generic',
    why: 'Anyone who can reach the database can sign in as this user.',
    severity: 'high',
    confidence: 'medium',
    revoke:
      'Change it with ALTER USER … IDENTIFIED BY, and use a wallet in place of a password in the string.',
    revokeUrl: null,
    source: 'https://docs.oracle.com/en/database/oracle/oracle-database/21/jjdbc/data-sources-and-URLs.html',
    keywords: [
      'jdbc:oracle:',
      'sqlplus ',
      'sqlldr ',
      'impdp ',
      'expdp ',
      'cx_oracle.connect(',
      'oracledb.connect(',
    ],
    pattern:
      /(?:jdbc:oracle:(?:thin|oci):|\b(?:cx_Oracle|oracledb)\.connect\(["']|\b(?:sqlplus|sqlldr|impdp|expdp) (?:-[A-Za-z]{1,8} ){0,4}["']?(?:userid=)?)(?<user>[A-Za-z]\w{0,40})\/(?<secret>[^\s@"'/]{4,64})@(?:\/\/)?(?<server>[\w.-]{1,120})?/gi,
    check: checkServer,
    samples: {
      hit: [
        'url=jdbc:oracle:thin:billing/Zt5kQw9xLp2m@ora.acme-billing.io:1521:PROD',
        { path: 'load.sh', text: 'sqlplus -s billing/Mx7_qTr4Zw@PRODDB @report.sql' },
      ],
      clean: [
        'url=jdbc:oracle:thin:@ora.acme-billing.io:1521:PROD',
        { path: 'load.sh', text: 'sqlplus -s "$USER/$PASSWORD@PRODDB" @report.sql' },
      ],
    },
  },
  passwordRule({
    id: 'go-data-source-password',
    name: 'Password in a data source name of Go',
    provider: 'generic',
    why: 'Anyone who can reach the server can read and change its data as this user.',
    keywords: ['@tcp(', '@unix('],
    pattern:
      /(?<![\w/-])(?<user>[\w.-]{1,60}):(?<secret>[^\s"'`@/]{4,120})@(?:tcp\((?<server>[\w.-]{1,120})|(?<socket>unix)\()/g,
    reach: { before: 200, after: 140 },
    check: checkServer,
    source: 'https://github.com/go-sql-driver/mysql#dsn-data-source-name',
    samples: {
      hit: [
        {
          path: 'main.go',
          text: 'db, err := sql.Open("mysql", "shop:Zt5kQw9xLp2m@tcp(db.acme-billing.io:3306)/shop")\n',
        },
        { path: '.env', text: 'MYSQL_DSN=shop:Mx7-qTr4Zw@tcp(10.4.0.12:3306)/shop\n' },
      ],
      clean: [
        {
          path: 'main.go',
          text: 'dsn := fmt.Sprintf("%s:%s@tcp(%s:3306)/%s", user, password, host, name)\n',
        },
        { path: 'main.go', text: '"user:password@tcp(localhost:3306)/dbname"\n' },
      ],
    },
  }),
];
