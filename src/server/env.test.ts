import { availableParallelism } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ECOSYSTEMS } from '@/engines/dependencies/package';
import { EnvError, parseEnv, parseScanEnv } from './env';

const DEFAULTS = {
  NODE_ENV: 'production',
  PORT: 3000,
  HOST: '127.0.0.1',
  HEIMDALL_URL: 'http://localhost:3000',
  HEIMDALL_DATA_DIR: path.resolve('data'),
  HEIMDALL_DB_POOL_SIZE: 10,
  HEIMDALL_DB_STATEMENT_SECONDS: 15,
  HEIMDALL_OPEN_REGISTRATION: false,
  HEIMDALL_PASSWORD_SIGN_IN: true,
  HEIMDALL_ALLOWED_EMAIL_DOMAINS: [],
  HEIMDALL_OIDC_NAME: 'single sign-on',
  HEIMDALL_GIT_ALLOW_PRIVATE: false,
  HEIMDALL_GIT_ALLOWED_HOSTS: [],
  HEIMDALL_GIT_TIMEOUT_SECONDS: 30,
  HEIMDALL_GITHUB_URL: 'https://github.com',
  HEIMDALL_GITLAB_URL: 'https://gitlab.com',
  HEIMDALL_ADVISORIES: 'import',
  HEIMDALL_OSV_API_URL: 'https://api.osv.dev',
  HEIMDALL_OSV_DOWNLOAD_URL: 'https://osv-vulnerabilities.storage.googleapis.com',
  HEIMDALL_OSV_ECOSYSTEMS: [
    ...['npm', 'PyPI', 'Go', 'crates.io', 'RubyGems', 'Packagist', 'Maven', 'NuGet', 'Hex', 'Pub'],
  ],
  HEIMDALL_SCAN_CONCURRENCY: 2,
  HEIMDALL_SCAN_PROCESSES: availableParallelism(),
  HEIMDALL_GIT_FETCH_MINUTES: 10,
  HEIMDALL_SCAN_TIMEOUT_MINUTES: 60,
  HEIMDALL_SCAN_MAX_REPO_MB: 4096,
  HEIMDALL_SCAN_MAX_FILES: 500_000,
  HEIMDALL_SCAN_MAX_FILE_MB: 32,
  HEIMDALL_SCAN_FILE_SECONDS: 10,
  HEIMDALL_SCAN_MAX_COMMITS: 500_000,
  HEIMDALL_SCAN_MAX_HISTORY_MB: 8192,
  HEIMDALL_SCAN_MEMORY_MB: 1024,
  HEIMDALL_DRAIN_GRACE_SECONDS: 2,
  HEIMDALL_RATE_LIMITS: 'on',
  HEIMDALL_LOG_LEVEL: 'warn',
  TRUST_PROXY: 0,
};
const PROVIDERS = [
  ['HEIMDALL_GITHUB_CLIENT_ID', 'HEIMDALL_GITHUB_CLIENT_SECRET'],
  ['HEIMDALL_GITLAB_CLIENT_ID', 'HEIMDALL_GITLAB_CLIENT_SECRET'],
  ['HEIMDALL_OIDC_ISSUER', 'HEIMDALL_OIDC_CLIENT_ID', 'HEIMDALL_OIDC_CLIENT_SECRET'],
];
const GITEA = ['HEIMDALL_GITEA_URL', 'HEIMDALL_GITEA_CLIENT_ID', 'HEIMDALL_GITEA_CLIENT_SECRET'];
const UNSET = [
  'DATABASE_URL',
  'HEIMDALL_SECRET_KEY',
  'HEIMDALL_NEW_SECRET_KEY',
  ...GITEA,
  ...PROVIDERS.flat(),
];
const ALL = [...Object.keys(DEFAULTS), ...UNSET];

/** The message for the operator; undefined if the environment is valid. */
function complaint(source: Record<string, string>): string | undefined {
  try {
    parseEnv(source);
    return undefined;
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return error.message;
  }
}

describe('an empty environment', () => {
  it('has the documented defaults', () => {
    expect(parseEnv({})).toEqual(DEFAULTS);
  });

  it('is the same where every variable is empty, and whatever else is set', () => {
    const empty = Object.fromEntries(ALL.map((name) => [name, '']));
    expect(parseEnv({ ...empty, HEIMDALL_UNKNOWN: 'x', PATH: '/bin' })).toEqual(DEFAULTS);
  });
});

describe('a valid value', () => {
  it.each([
    ['PORT', '0', 0],
    ['PORT', '65535', 65_535],
    ['HOST', '0.0.0.0', '0.0.0.0'],
    ['HEIMDALL_ADVISORIES', 'api', 'api'],
    ['HEIMDALL_OSV_API_URL', 'https://osv.example.com/', 'https://osv.example.com'],
    ['HEIMDALL_OSV_ECOSYSTEMS', 'pypi, NPM', ['npm', 'PyPI']],
    ['HEIMDALL_DATA_DIR', 'elsewhere', path.resolve('elsewhere')],
    ['HEIMDALL_DATA_DIR', '/var/lib/heimdall/', '/var/lib/heimdall'],
    ['DATABASE_URL', 'postgres://u:p@h/d', 'postgres://u:p@h/d'],
    ['DATABASE_URL', 'postgresql:///d?host=/tmp', 'postgresql:///d?host=/tmp'],
    ['HEIMDALL_DB_POOL_SIZE', '1', 1],
    ['HEIMDALL_DB_POOL_SIZE', '100', 100],
    ['HEIMDALL_SCAN_CONCURRENCY', '64', 64],
    ['HEIMDALL_SCAN_PROCESSES', '1', 1],
    ['HEIMDALL_SCAN_PROCESSES', '256', 256],
    ['HEIMDALL_SCAN_MAX_COMMITS', '0', 0],
    ['HEIMDALL_SECRET_KEY', 'x'.repeat(32), 'x'.repeat(32)],
    ['HEIMDALL_OPEN_REGISTRATION', 'true', true],
    ['HEIMDALL_OPEN_REGISTRATION', 'false', false],
    ['HEIMDALL_GIT_ALLOW_PRIVATE', 'true', true],
    [
      'HEIMDALL_GIT_ALLOWED_HOSTS',
      ' Git.Internal, 10.0.0.5 ,,localhost,',
      ['git.internal', '10.0.0.5', 'localhost'],
    ],
    ['HEIMDALL_GIT_TIMEOUT_SECONDS', '1', 1],
    ['HEIMDALL_GIT_TIMEOUT_SECONDS', '3600', 3600],
    ['HEIMDALL_RATE_LIMITS', 'off', 'off'],
    ...['debug', 'info', 'warn', 'error', 'silent'].map((level) => ['HEIMDALL_LOG_LEVEL', level, level]),
    ['TRUST_PROXY', 'true', 1],
    ['TRUST_PROXY', 'false', 0],
    ['TRUST_PROXY', '0', 0],
    ['TRUST_PROXY', '9', 9],
  ] as [string, string, unknown][])('%s=%s is read as %j', (name, text, value) => {
    expect(parseEnv({ [name]: text })).toHaveProperty(name, value);
  });

  it.each([
    [{ PORT: '8080' }, 'http://localhost:8080'],
    [{ HEIMDALL_URL: 'https://heimdall.example.com' }, 'https://heimdall.example.com'],
    [{ HEIMDALL_URL: 'https://heimdall.example.com/' }, 'https://heimdall.example.com'],
    [{ HEIMDALL_URL: 'http://intranet:8080/heimdall//', PORT: '1' }, 'http://intranet:8080/heimdall'],
  ])('%j is reached at %s, without a trailing slash', (source, url) => {
    expect(parseEnv(source).HEIMDALL_URL).toBe(url);
  });
});

describe('an invalid value', () => {
  const PORT = 'must be a port number from 0 to 65535';
  const YES_NO = 'must be true or false';
  const POOL = 'must be a whole number from 1 to 100';
  const SECONDS = 'must be a whole number from 1 to 3600';
  const URL = 'must be an http or https URL, such as https://heimdall.example.com';
  const HOPS = 'must be true, false, or the number of proxies in front of Heimdall (1 to 9)';
  const OSV = 'must be an http or https URL, such as https://api.osv.dev';
  const LEVEL = 'must be debug, info, warn, error or silent';

  it.each([
    ...['65536', '-1', '3000.5', '3e3', 'http', ' 3000', '0x50', '100000'].map((text) => [
      'PORT',
      text,
      PORT,
    ]),
    ...['heimdall.example.com', 'ftp://h', 'https:heimdall', 'http://', '/'].map((text) => [
      'HEIMDALL_URL',
      text,
      URL,
    ]),
    ...['0', '101', '-1', '1.5', 'ten', '1e9', 'NaN', 'Infinity'].map((text) => [
      'HEIMDALL_DB_POOL_SIZE',
      text,
      POOL,
    ]),
    ...['0', '3601', '-1', '1.5', '30s'].map((text) => ['HEIMDALL_GIT_TIMEOUT_SECONDS', text, SECONDS]),
    ...['yes', '1', 'TRUE', 'on'].map((text) => ['HEIMDALL_OPEN_REGISTRATION', text, YES_NO]),
    ...['yes', '0', 'False'].map((text) => ['HEIMDALL_GIT_ALLOW_PRIVATE', text, YES_NO]),
    ...['true', 'none', 'OFF'].map((text) => ['HEIMDALL_RATE_LIMITS', text, 'must be on or off']),
    ...['on', 'API'].map((text) => ['HEIMDALL_ADVISORIES', text, 'must be off, import, api or download']),
    ...['ftp://h', 'api.osv.dev'].map((text) => ['HEIMDALL_OSV_API_URL', text, OSV]),
    ['HEIMDALL_OSV_ECOSYSTEMS', 'npm,cpan', `must name ecosystems among ${ECOSYSTEMS.join(', ')}`],
    ...['trace', 'WARN', '3'].map((text) => ['HEIMDALL_LOG_LEVEL', text, LEVEL]),
    ...['10', '-1', 'yes', '1.5', '127.0.0.1', 'TRUE'].map((text) => ['TRUST_PROXY', text, HOPS]),
  ] as [string, string, string][])(
    '%s=%s: the message names it and says that it %s',
    (name, text, expectation) => {
      expect(complaint({ [name]: text })).toBe(`${name} ${expectation}; it is "${text}".`);
    },
  );

  it.each([
    ['DATABASE_URL', 'mysql://heimdall:hunter2@db/heimdall', 'must begin with postgresql://'],
    ['HEIMDALL_SECRET_KEY', 'hunter2', 'must be at least 32 characters'],
  ])('%s: the message names it and says what is right', (name, text, expectation) => {
    expect(complaint({ [name]: text })).toContain(`${name} ${expectation}`);
  });

  it.each([
    ['DATABASE_URL', 'mysql://heimdall:hunter2@db/heimdall'],
    ['HEIMDALL_SECRET_KEY', 'hunter2'],
  ])('%s holds a secret, which the message does not repeat', (name, text) => {
    expect(complaint({ [name]: text })).not.toContain('hunter2');
  });
});

describe('the variables of a scan on the command line', () => {
  it('are read despite invalid variables of other programs', () => {
    const others = { DATABASE_URL: 'mysql://db', PORT: 'tcp://10.0.0.1:80', HEIMDALL_URL: 'none' };
    expect(parseScanEnv({ ...others, HEIMDALL_SCAN_MAX_FILES: '7' })).toMatchObject({
      HEIMDALL_SCAN_MAX_FILES: 7,
      HEIMDALL_SCAN_MAX_FILE_MB: 32,
      HEIMDALL_GIT_ALLOWED_HOSTS: [],
    });
  });

  it('are checked as on the server', () => {
    expect(() => parseScanEnv({ HEIMDALL_SCAN_MAX_FILES: 'all' })).toThrow(EnvError);
    expect(() => parseScanEnv({ HEIMDALL_SECRET_KEY: 'short' })).toThrow(
      'HEIMDALL_SECRET_KEY must be at least',
    );
  });
});

describe('a provider to sign in with', () => {
  const value = (name: string) => (name.endsWith('ISSUER') ? 'https://id.example.com' : 'a value');
  const CASES = PROVIDERS.flatMap((group) => group.map((missing) => [missing, group] as const));

  it.each(CASES)('needs %s, too', (missing, group) => {
    const whole = Object.fromEntries(group.map((name) => [name, value(name)]));
    expect(complaint(whole)).toBeUndefined();
    expect(complaint({ ...whole, [missing]: '' })).toMatch(
      new RegExp(`^${missing} must be set too, as HEIMDALL_\\w+ is set\\.$`),
    );
  });

  it('is needed where passwords are closed', () => {
    expect(complaint({ HEIMDALL_PASSWORD_SIGN_IN: 'false' })).toBe(
      'HEIMDALL_PASSWORD_SIGN_IN can be false only with a provider to sign in with, such as HEIMDALL_OIDC_ISSUER.',
    );
  });

  it('is not Gitea, whose client needs its secret and its address', () => {
    const whole = {
      HEIMDALL_GITEA_URL: 'https://git.example.com',
      HEIMDALL_GITEA_CLIENT_ID: 'an id',
      HEIMDALL_GITEA_CLIENT_SECRET: 'a secret',
    };
    expect(complaint(whole)).toBeUndefined();
    for (const missing of GITEA.slice(0, 2)) {
      expect(complaint({ ...whole, [missing]: '' })).toMatch(new RegExp(`^${missing} must be set too`));
    }
    expect(complaint({ ...whole, HEIMDALL_PASSWORD_SIGN_IN: 'false' })).toMatch(/only with a provider/);
  });

  it('has domains without spaces and capitals', () => {
    const { HEIMDALL_ALLOWED_EMAIL_DOMAINS } = parseEnv({
      HEIMDALL_ALLOWED_EMAIL_DOMAINS: ' A.example, b.example,',
    });
    expect(HEIMDALL_ALLOWED_EMAIL_DOMAINS).toEqual(['a.example', 'b.example']);
  });
});
