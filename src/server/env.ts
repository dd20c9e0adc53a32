import { availableParallelism } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { ADVISORY_MODES } from '@/domain/advisories/schema';
import { ECOSYSTEMS } from '@/engines/dependencies/package';
import { Refusal } from './refusal';
import { singleton } from './singleton';

/** The only file that reads process.env. All others get values passed, or call readEnv. */

function yesNo(fallback: 'true' | 'false') {
  return z
    .enum(['true', 'false'], 'must be true or false')
    .default(fallback)
    .transform((value) => value === 'true');
}

/** Names with commas between them, in small letters. */
const names = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter(Boolean),
  );

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number from 0 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a port number from 0 to 65535');

const hops = z
  .string()
  .regex(
    /^(true|false|[0-9])$/,
    'must be true, false, or the number of proxies in front of Heimdall (1 to 9)',
  )
  .transform((value) => (value === 'true' ? 1 : value === 'false' ? 0 : Number(value)));

/** A whole number with a default. The error of a bad value names the allowed range. */
function count(fallback: number, min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number(message).int(message).min(min, message).max(max, message).default(fallback);
}

/** Where a provider's pages begin, which its own documentation calls its URL. */
const providerUrl = z
  .url({
    protocol: /^https?$/,
    error: 'must be an http or https URL, such as https://gitlab.example.com',
  })
  .transform(withoutEndSlashes);

/** Where OSV's API or its archives are, or a mirror of them. */
const osvUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL, such as https://api.osv.dev' })
  .transform(withoutEndSlashes);

/** Distributions are large, and few repositories name their packages. */
const USUAL_ECOSYSTEMS = ECOSYSTEMS.filter((name) => name !== 'Debian' && name !== 'Alpine');

/** Names of ecosystems in any case, with commas between them. */
const ecosystems = names.transform((given, ctx) => {
  const unknown = given.find((name) => !ECOSYSTEMS.some((it) => it.toLowerCase() === name));
  if (unknown !== undefined) ctx.addIssue(`must name ecosystems among ${ECOSYSTEMS.join(', ')}`);
  const chosen = ECOSYSTEMS.filter((it) => given.includes(it.toLowerCase()));
  return chosen.length > 0 ? chosen : USUAL_ECOSYSTEMS;
});

/** The limits of a scan. One that hits a limit of the fetch fails; any other limit makes the result partial. */
const scanVariables = {
  /** Scans that one worker process runs at once. */
  HEIMDALL_SCAN_CONCURRENCY: count(2, 1, 64),
  /** Engine processes that are busy at once, beyond the one that each scan has. */
  HEIMDALL_SCAN_PROCESSES: count(availableParallelism(), 1, 256),
  /** Time for the fetch. */
  HEIMDALL_GIT_FETCH_MINUTES: count(10, 1, 24 * 60),
  /** Disk space for what is fetched. */
  HEIMDALL_SCAN_MAX_REPO_MB: count(4096, 1, 1024 * 1024),
  /** Time for a whole scan. */
  HEIMDALL_SCAN_TIMEOUT_MINUTES: count(60, 1, 24 * 60),
  HEIMDALL_SCAN_MAX_FILES: count(500_000, 1, 10_000_000),
  HEIMDALL_SCAN_MAX_FILE_MB: count(32, 1, 512),
  /** Time to scan one file. */
  HEIMDALL_SCAN_FILE_SECONDS: count(10, 1, 3600),
  HEIMDALL_SCAN_MAX_COMMITS: count(500_000, 0, 100_000_000),
  /** Size of the diffs of all commits together. */
  HEIMDALL_SCAN_MAX_HISTORY_MB: count(8192, 1, 1024 * 1024),
  /** Memory of each engine process. */
  HEIMDALL_SCAN_MEMORY_MB: count(1024, 128, 64 * 1024),
};

/** Signs the webhooks of all repositories of a kind of Git host. A short one could be guessed. */
const webhookSecret = z.string().min(16, 'must be at least 16 characters').optional();

const variables = z.object({
  NODE_ENV: z.string().default('production'),
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  HEIMDALL_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be an http or https URL, such as https://heimdall.example.com',
    })
    .optional(),
  HEIMDALL_DATA_DIR: z
    .string()
    .default('./data')
    .transform((value) => path.resolve(value)),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .optional(),
  HEIMDALL_DB_POOL_SIZE: count(10, 1, 100),
  /** How long the database may take to answer a statement. */
  HEIMDALL_DB_STATEMENT_SECONDS: count(15, 1, 600),
  HEIMDALL_SECRET_KEY: z.string().min(32, 'must be at least 32 characters').optional(),
  /** For `heimdall rotate-key`. */
  HEIMDALL_NEW_SECRET_KEY: z.string().min(32, 'must be at least 32 characters').optional(),
  HEIMDALL_OPEN_REGISTRATION: yesNo('false'),
  HEIMDALL_PASSWORD_SIGN_IN: yesNo('true'),
  /** Whose verified addresses may sign in by a provider for the first time. */
  HEIMDALL_ALLOWED_EMAIL_DOMAINS: names,
  HEIMDALL_GIT_ALLOW_PRIVATE: yesNo('false'),
  HEIMDALL_GIT_ALLOWED_HOSTS: names,
  HEIMDALL_GIT_TIMEOUT_SECONDS: count(30, 1, 3600),
  HEIMDALL_GITHUB_WEBHOOK_SECRET: webhookSecret,
  HEIMDALL_GITLAB_WEBHOOK_SECRET: webhookSecret,
  HEIMDALL_GITEA_WEBHOOK_SECRET: webhookSecret,
  HEIMDALL_GITHUB_URL: providerUrl.default('https://github.com'),
  HEIMDALL_GITLAB_URL: providerUrl.default('https://gitlab.com'),
  HEIMDALL_GITEA_URL: providerUrl.optional(),
  HEIMDALL_GITHUB_CLIENT_ID: z.string().optional(),
  HEIMDALL_GITHUB_CLIENT_SECRET: z.string().optional(),
  HEIMDALL_GITLAB_CLIENT_ID: z.string().optional(),
  HEIMDALL_GITLAB_CLIENT_SECRET: z.string().optional(),
  HEIMDALL_GITEA_CLIENT_ID: z.string().optional(),
  HEIMDALL_GITEA_CLIENT_SECRET: z.string().optional(),
  HEIMDALL_OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL, such as https://id.example.com' })
    .optional(),
  HEIMDALL_OIDC_CLIENT_ID: z.string().optional(),
  HEIMDALL_OIDC_CLIENT_SECRET: z.string().optional(),
  /** What the button of the OIDC provider says after "Continue with". */
  HEIMDALL_OIDC_NAME: z.string().max(40, 'must be at most 40 characters').default('single sign-on'),
  /** Where advisories about packages come from. */
  HEIMDALL_ADVISORIES: z.enum(ADVISORY_MODES, 'must be off, import, api or download').default('import'),
  HEIMDALL_OSV_API_URL: osvUrl.default('https://api.osv.dev'),
  HEIMDALL_OSV_DOWNLOAD_URL: osvUrl.default('https://osv-vulnerabilities.storage.googleapis.com'),
  /** The ecosystems whose archives are downloaded. */
  HEIMDALL_OSV_ECOSYSTEMS: ecosystems,
  ...scanVariables,
  /** How long a web process still accepts connections after a signal to stop. */
  HEIMDALL_DRAIN_GRACE_SECONDS: count(2, 0, 300),
  HEIMDALL_RATE_LIMITS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  HEIMDALL_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('warn'),
  TRUST_PROXY: hops.default(0),
});

export type Env = Omit<z.infer<typeof variables>, 'HEIMDALL_URL'> & {
  /** The public address, without a trailing slash. */
  HEIMDALL_URL: string;
};

/** A variable has a value that can't be used. */
export class EnvError extends Refusal {}

const SECRET = /^DATABASE_URL$|_SECRET(_KEY)?$/;

/** The variables of a scan on the command line, as the environment may belong to another program's tests. */
const scanOnly = z.object({
  HEIMDALL_SECRET_KEY: variables.shape.HEIMDALL_SECRET_KEY,
  HEIMDALL_GIT_ALLOW_PRIVATE: variables.shape.HEIMDALL_GIT_ALLOW_PRIVATE,
  HEIMDALL_GIT_ALLOWED_HOSTS: variables.shape.HEIMDALL_GIT_ALLOWED_HOSTS,
  ...scanVariables,
});
export type ScanEnv = z.infer<typeof scanOnly>;

type Source = Readonly<Record<string, string | undefined>>;

/**
 * Parses and checks the environment. An empty variable counts as not set.
 * @throws EnvError that names the first bad variable
 */
export function parseEnv(source: Source): Env {
  const env = check(variables, source);
  refusePartOfProvider(env);
  const url = withoutEndSlashes(env.HEIMDALL_URL ?? `http://localhost:${env.PORT}`);
  return { ...env, HEIMDALL_URL: url };
}

/** The variables that are all set, or none of them. */
const TOGETHER = [
  ['HEIMDALL_GITHUB_CLIENT_ID', 'HEIMDALL_GITHUB_CLIENT_SECRET'],
  ['HEIMDALL_GITLAB_CLIENT_ID', 'HEIMDALL_GITLAB_CLIENT_SECRET'],
  ['HEIMDALL_OIDC_ISSUER', 'HEIMDALL_OIDC_CLIENT_ID', 'HEIMDALL_OIDC_CLIENT_SECRET'],
  ['HEIMDALL_GITEA_CLIENT_ID', 'HEIMDALL_GITEA_CLIENT_SECRET'],
] as const;

/** Of those, the first variables of providers that sign users in. */
const SIGN_IN = ['HEIMDALL_GITHUB_CLIENT_ID', 'HEIMDALL_GITLAB_CLIENT_ID', 'HEIMDALL_OIDC_ISSUER'] as const;

/** A provider with half of its settings would fail at the first sign-in, and without any nobody could sign in. */
function refusePartOfProvider(env: z.infer<typeof variables>): void {
  for (const group of TOGETHER) {
    const given = group.find((name) => env[name] !== undefined);
    const missing = group.find((name) => env[name] === undefined);
    if (given && missing) throw new EnvError(`${missing} must be set too, as ${given} is set.`);
  }
  if (env.HEIMDALL_GITEA_CLIENT_ID !== undefined && env.HEIMDALL_GITEA_URL === undefined) {
    throw new EnvError('HEIMDALL_GITEA_URL must be set too, as HEIMDALL_GITEA_CLIENT_ID is set.');
  }
  const hasProvider = SIGN_IN.some((name) => env[name] !== undefined);
  if (env.HEIMDALL_PASSWORD_SIGN_IN || hasProvider) return;
  throw new EnvError(
    'HEIMDALL_PASSWORD_SIGN_IN can be false only with a provider to sign in with, such as HEIMDALL_OIDC_ISSUER.',
  );
}

function withoutEndSlashes(url: string): string {
  let end = url.length;
  while (url.charAt(end - 1) === '/') end--;
  return url.slice(0, end);
}

/** Like parseEnv, for the variables of a scan. Others are not read, so none of them can be wrong. */
export function parseScanEnv(source: Source): ScanEnv {
  return check(scanOnly, source);
}

function check<T>(schema: z.ZodType<T>, source: Source): T {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = String(issue?.path[0]);
  // A value that may contain a credential is not shown.
  const shown = SECRET.test(name) ? '' : `; it is "${given[name] ?? ''}"`;
  throw new EnvError(`${name} ${issue?.message ?? 'is not valid'}${shown}.`);
}

/** Returns the environment of this process. It is parsed once. */
export function readEnv(): Env {
  return singleton('env', () => {
    const env = parseEnv(process.env);
    // next-auth reads its own address from this variable only.
    process.env.NEXTAUTH_URL = env.HEIMDALL_URL;
    return env;
  });
}

/** Returns the environment of a scan on the command line. */
export function readScanEnv(): ScanEnv {
  return parseScanEnv(process.env);
}

/** The API token for `heimdall import`; undefined if it is not set. */
export function readToken(): string | undefined {
  return process.env.HEIMDALL_TOKEN || undefined;
}

/** Returns this process's environment with some variables changed, for a child process. */
export function envWith(changes: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

/** The one variable for child processes that inherit nothing: where programs are found. */
export function searchPath(): string {
  return process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin';
}
