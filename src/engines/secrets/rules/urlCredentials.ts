import type { Confidence } from '../../engine';
import { isMadeUpHost, isNearHost } from '../checks/hosts';
import { isReference } from '../checks/references';
import { isRandom, type Strength, strengthOf } from '../checks/strength';
import { weighStrength } from '../checks/weigh';
import type { FileKind } from '../fileKind';
import type { Candidate, Rule } from '../rule';
import { DATABASE_URL_SAMPLES, TOKEN_URL_SAMPLES, URL_SAMPLES } from '../samples/urlCredentials';

const SCHEME = /(?:^|[^a-z0-9+.-])([a-z][a-z0-9+.-]{1,40})$/i;
/**
 * Userinfo and host after `://` (RFC 3986, section 3.2), with more characters, as browsers and drivers accept.
 * A user of LDAP is a distinguished name, whose parts have commas between them.
 */
const USER_AND_PASSWORD =
  /((?:[a-z][\w.-]{0,20}=[^\s:@/?#"'`<>\\,|]{1,80},){0,12}[^\s:@/?#"'`<>\\,|]{0,120}(?:@[\w.-]{1,80})?):([^\s@/"'`<>\\]{1,250}(?:@[^\s@/"'`<>\\]{1,120}){0,3})@(\[[0-9a-f:]{2,45}\]|[\w.-]{1,120})/iy;
const TOKEN = /([\w.~-]{20,250})@([\w.-]{1,120})/y;
const DATABASES =
  /^(?:jdbc:)?(?:postgres(?:ql|is)?|mysqlx?|mariadb|mongodb|rediss?|valkey|amqps?|mssql|sqlserver|oracle|cockroachdb|cockroach|clickhouse|cassandra|scylla|neo4j|bolt|couchbases?|couchdb|elasticsearch|db2|snowflake|redshift|trino|presto|hive|memcached|nats|kafka|stomp|mqtts?|ecto|pgsql|mysql2|sqlalchemy|dm|tds|firebird|vertica|influxdb|ldaps?|rabbitmq|kombu)(?:\+[a-z0-9_]{1,30})?$/i;
/** The default password of a user name. */
const DEFAULT_PAIRS = [
  'postgres',
  'root',
  'guest',
  'admin',
  'sa',
  'neo4j',
  'user',
  'test',
  'rabbitmq',
  'mysql',
];

type Userinfo = { user: string; password: string; host: string };

/** Credentials in URLs of every scheme: data stores and queues, web and mail servers, Git remotes. */
export const urlCredentialsRules: readonly Rule[] = [
  {
    id: 'database-url-credentials',
    name: 'Password in the URL of a database, cache or queue',
    provider: 'generic',
    why: 'Anyone who can reach the server can read and change its data as this user.',
    severity: 'high',
    confidence: 'medium',
    revoke:
      'Change the password of this user on the server, and put the new one where the program reads it at its start.',
    revokeUrl: null,
    source: 'https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS',
    keywords: ['://'],
    title: { in: 'Password', of: 'Password in a URL' },
    find: (text, positions) => find(text, positions, (scheme) => DATABASES.test(scheme)),
    samples: DATABASE_URL_SAMPLES,
  },
  {
    id: 'url-credentials',
    name: 'Password in a URL',
    provider: 'generic',
    why: 'Anyone with the URL can sign in to the server as this user.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Change the password of this user on the server that the URL names.',
    revokeUrl: null,
    source: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
    keywords: ['://'],
    title: { in: 'Password', of: 'Password in a URL' },
    find: (text, positions) => find(text, positions, (scheme) => !DATABASES.test(scheme)),
    samples: URL_SAMPLES,
  },
  {
    id: 'url-token',
    name: 'Token in a URL',
    provider: 'generic',
    why: 'Anyone with the URL can do what the token allows, such as reading and writing a repository.',
    severity: 'high',
    confidence: 'medium',
    revoke:
      'Revoke the token at the service that the URL names, and let Git request a new one instead of keeping it in the URL.',
    revokeUrl: null,
    source: 'https://git-scm.com/docs/gitcredentials',
    keywords: ['https://', 'http://'],
    title: { in: 'Token', of: 'Token in a URL' },
    find: findTokens,
    samples: TOKEN_URL_SAMPLES,
  },
];

function* find(
  text: string,
  positions: readonly number[],
  isWanted: (scheme: string) => boolean,
): Iterable<Candidate> {
  for (const position of positions) {
    USER_AND_PASSWORD.lastIndex = position + 3;
    const match = USER_AND_PASSWORD.exec(text);
    if (match === null) continue;
    const scheme = SCHEME.exec(text.slice(Math.max(0, position - 42), position))?.[1];
    if (scheme === undefined || !isWanted(scheme)) continue;
    const [, user = '', password = '', host = ''] = match;
    const start = position + 3 + user.length + 1;
    const end = start + password.length;
    const masked = { start: position + 3, end };
    const of = { start: end + 1, end: end + 1 + host.length };
    yield { start, end, masked, of, judge: (kind) => judge({ user, password, host }, kind) };
  }
}

function judge({ user, password, host }: Userinfo, kind: FileKind): Confidence | 'no' {
  if (isPort(password) || isReference(user) || isTemplate(password)) return 'no';
  // No code stands in a URL, so that words with a dot between them are no member of an object.
  const strength = strengthOf(decodePercent(password), true);
  if (isMadeUpHost(host)) return strength === 'random' ? 'low' : 'no';
  if (strength === 'random') return weighStrength(strength, kind);
  const isDefault = DEFAULT_PAIRS.includes(user) && password === user;
  if (isDefault) return judgeDefault(host, kind);
  if (strength === 'filler') return 'no';
  return isNearHost(host) ? weighStrength('weak', { ...kind, isLive: false }) : inUse(strength, kind);
}

/** A server that others reach is in use, so that a weak password for it is one. */
function inUse(strength: Strength, kind: FileKind): Confidence | 'no' {
  return strength === 'weak' && kind.role === 'product' ? 'medium' : weighStrength(strength, kind);
}

/** The password with which a server is delivered: a finding in settings, and never more than low. */
function judgeDefault(host: string, kind: FileKind): Confidence | 'no' {
  if (kind.role === 'product') return 'low';
  return isNearHost(host) && kind.format === 'env' ? 'low' : 'no';
}

/** In `http://a:8080@…` the number is usually a port rather than a password. */
function isPort(password: string): boolean {
  return /^\d{1,5}$/.test(password);
}

function isTemplate(password: string): boolean {
  return /^[$%{<[(*:]|[{}]|\$\(|^\W{1,8}$|^%[a-z(]/.test(password) && !/^%[0-9a-f]{2}/i.test(password);
}

function decodePercent(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function* findTokens(text: string, positions: readonly number[]): Iterable<Candidate> {
  for (const position of positions) {
    const start = text.indexOf('/', position) + 2;
    TOKEN.lastIndex = start;
    const [, token = '', host = ''] = TOKEN.exec(text) ?? [];
    if (token === '') continue;
    const end = start + token.length;
    const of = { start: end + 1, end: end + 1 + host.length };
    yield { start, end, of, judge: (kind) => judgeToken(token, host, kind) };
  }
}

function judgeToken(token: string, host: string, kind: FileKind): Confidence | 'no' {
  // The public half of Sentry's DSN has the same position.
  if (!isRandom(token) || isMadeUpHost(host) || /sentry|^o\d{1,12}\./.test(host)) return 'no';
  return weighStrength(strengthOf(token), kind);
}
