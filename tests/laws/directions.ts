/** The domain's modules for other areas: all but its stores, and its lifecycles, which the system alone calls. */
const DOMAIN = [
  'domain/*/service',
  'domain/*/schema',
  'domain/*/rules',
  'domain/actor',
  'domain/context',
  'domain/credentials',
  'domain/errors',
  'domain/fields',
  'domain/ids',
  'domain/findingBounds',
  'domain/findingFilter',
  'domain/page',
  'domain/vault',
] as const;

/** The modules that all nouns of the domain share. */
const SHARED = [
  'domain/access',
  'domain/actor',
  'domain/context',
  'domain/credentials',
  'domain/errors',
  'domain/fields',
  'domain/ids',
  'domain/keyset',
  'domain/findingBounds',
  'domain/findingFilter',
  'domain/findingOrder',
  'domain/liveRepos',
  'domain/markdown',
  'domain/page',
  'domain/passwords',
  'domain/retry',
  'domain/sshKeys',
  'domain/vault',
] as const;

/** The words, types and names of packages and advisories, which the domain and the browser use too. */
const PACKAGES = [
  'engines/dependencies/advisory',
  'engines/dependencies/package',
  'engines/dependencies/packageKey',
] as const;

/** What lifecycles and stores may import of nouns. */
const PARTS = ['domain/*/schema', 'domain/*/rules', 'domain/<own>/store'] as const;

/**
 * Imports run one way:
 *
 * - app → features → trpc, ui → lib
 * - app/api → server → domain
 * - cli, jobs → domain, scan, git, sarif, advisories
 * - domain → git/remoteUrl, engines/engine, providers/provider
 * - domain → scan/coverage, scan/located, scan/occurrences
 * - scan → engines, git → lib
 * - engines → lib
 * - server → providers → git/address
 *
 * And in the domain: service → lifecycle, query → store → rules, schema → the shared modules.
 *
 * The list has the allowed imports of each area below src. `*` is any one folder or file, and `<own>` is the importer's
 * own folder. A pattern that begins with `type` allows `import type` only, one with `late` also `import()`. The longest key that fits a file is its area.
 */
export const MAY_IMPORT = {
  app: ['app', 'features', 'trpc', 'ui', 'lib', 'server'],
  'app/api': ['server/rest', 'server/trpc', 'server/auth'],
  features: [
    'features/<own>',
    'trpc',
    'ui',
    'lib',
    // With zod they would be a fifth of a page's script.
    'late domain/*/schema',
    'domain/*/rules',
    'domain/errors',
    'engines/engine',
    'providers/provider',
  ],
  trpc: ['trpc', 'lib', 'type server/trpc'],
  ui: ['ui', 'lib'],
  lib: ['lib'],
  server: [
    'server',
    ...DOMAIN,
    'advisories',
    'engines/dependencies/package',
    'git/remoteUrl',
    'providers',
    'sarif',
    'engines/secrets/catalogue',
    // Exports have the texts of rules.
    'engines/registry',
    'engines/sarif/stream',
    'engines/sbom/write',
    'generated',
    'lib',
  ],
  // It makes the actor from a session or a token, and so has none to give to a use case.
  'server/auth': [
    'server',
    ...DOMAIN,
    'domain/sessions/lifecycle',
    'domain/identities/lifecycle',
    'domain/tokens/lifecycle',
    'domain/webhooks/lifecycle',
    'generated',
    'lib',
  ],
  domain: [
    'domain',
    'git/remoteUrl',
    'providers/provider',
    'engines/engine',
    ...PACKAGES,
    'scan/coverage',
    'type scan/located',
    'scan/occurrences',
    'generated',
  ],
  // The modules that all nouns share. They may know a noun's types and constants, but not its functions.
  'domain/*': [
    ...SHARED,
    'type domain/*/schema',
    'generated',
    'type git/remoteUrl',
    'type providers/provider',
  ],
  'domain/*/service': [
    'domain',
    ...PACKAGES,
    'engines/dependencies/versions/order',
    'git/remoteUrl',
    'lib/isSshRemote',
    'providers/provider',
    'generated',
  ],
  'domain/*/lifecycle': [
    'git/remoteUrl',
    'lib/groupBy',
    'lib/inTurns',
    'providers/provider',
    'type engines/engine',
    ...PACKAGES,
    'type scan/located',
    'scan/occurrences',
    ...SHARED,
    ...PARTS,
    'domain/<own>/query',
    'domain/*/lifecycle',
    'generated',
  ],
  'domain/*/store': [
    ...SHARED,
    ...PARTS,
    'type engines/engine',
    ...PACKAGES,
    'type providers/provider',
    'type scan/located',
    'type scan/occurrences',
    'generated',
  ],
  'domain/*/query': [
    ...SHARED,
    'domain/*/schema',
    'domain/*/rules',
    'domain/<own>/store',
    'type engines/engine',
    'generated',
  ],
  // The filter of findings, which several nouns read by, and their orders.
  'domain/findingFilter': [
    ...SHARED,
    'domain/findings/rules',
    'type domain/findings/schema',
    'lib/globs',
    'generated',
  ],
  'domain/findingOrder': [
    ...SHARED,
    'domain/findings/rules',
    'type domain/findings/schema',
    'engines/engine',
    'generated',
  ],
  // Features import these two, so they must not import code that a browser can't run.
  'domain/*/schema': [
    'domain/*/schema',
    'domain/*/rules',
    'domain/errors',
    'domain/fields',
    'domain/findingFilter',
    'domain/page',
    'engines/engine',
    ...PACKAGES,
    'lib/globs',
    'providers/provider',
    'scan/coverage',
    'type domain',
    'type generated',
  ],
  'domain/*/rules': [
    'domain/*/schema',
    'domain/*/rules',
    'domain/errors',
    'domain/markdown',
    'engines/engine',
    ...PACKAGES,
    'git/remoteUrl',
    'lib/hostPages',
    'type scan/located',
    'providers/provider',
    'type domain',
  ],
  jobs: [
    'jobs',
    ...DOMAIN,
    'domain/*/lifecycle',
    'advisories',
    'scan',
    'engines',
    'git',
    'lib/format',
    'lib/isSshRemote',
    'providers',
    'sarif',
  ],
  git: ['git'],
  // The hosts of repositories, by their APIs. They are reached as remotes are.
  providers: ['providers', 'git/address', 'type git/remoteUrl'],
  // The words and types of providers, which the domain and the browser use too.
  'providers/provider': [],
  scan: ['scan', 'engines', 'git', 'lib'],
  // What the databases of advisories write, from files or from their hosts, which are reached as remotes are.
  advisories: ['advisories', 'engines/dependencies', 'git/address', 'type git/remoteUrl'],
  // It is no part of a scan, whose results would otherwise be stale after each change of it.
  sarif: ['sarif', 'type engines/engine'],
  // The words and types of scans, which the domain and the browser use too.
  'scan/coverage': [],
  'scan/located': ['type engines/engine'],
  'scan/occurrences': ['lib/groupBy'],
  // The version of their results covers no other code.
  engines: ['engines', 'type lib'],
  // The words and types of engines, which the browser uses too.
  'engines/engine': ['type engines/dependencies/advisory', 'type engines/dependencies/package'],
  cli: [
    'cli',
    'advisories',
    'server',
    'jobs',
    ...DOMAIN,
    'scan',
    'engines',
    'git',
    'lib/format',
    'sarif',
    'generated',
  ],
} as const satisfies Record<string, readonly string[]>;

export type Area = keyof typeof MAY_IMPORT;

const HANDED =
  'The domain is handed what it needs: process and transport belong in src/server, background work in src/jobs.';

/** The message for each area: where code with another import belongs. */
export const BELONGS: Record<Area, string> = {
  app: 'A page only composes: React belongs in src/features, what it reads in a procedure of src/server/trpc.',
  'app/api':
    'A route handler only names what answers it: that belongs in src/server/rest, src/server/trpc or src/server/auth.',
  features:
    'Data comes through a procedure of src/server/trpc, called by src/trpc; pure rules belong in the domain, ' +
    'in <noun>/rules.ts or schema.ts; what two features share in src/ui or src/lib.',
  trpc: "This is the browser's half of tRPC: procedures belong in src/server/trpc, React in src/features.",
  ui: 'A primitive knows no noun: what knows one belongs in src/features.',
  lib: 'src/lib stands alone: what needs more belongs with what it needs.',
  server:
    'An edge calls one use case, which belongs in src/domain; what starts git or a scan, or what the system does by itself, ' +
    'belongs in src/jobs, React in src/features.',
  'server/auth':
    'It only finds out who is asking, by the lifecycles of sessions, identities, tokens and webhooks; any other use case belongs in src/domain.',
  domain: HANDED,
  'domain/*': 'What all nouns share knows none of them: what knows one belongs in its folder.',
  'domain/*/service': HANDED,
  'domain/*/lifecycle':
    'What the system does knows no use case: what a person asks for belongs in service.ts, what both need here.',
  'domain/*/store':
    'A store only queries: what calls several stores, or another noun, belongs in lifecycle.ts or service.ts.',
  'domain/findingFilter': 'It only says which findings are meant: what reads them belongs in a query.ts.',
  'domain/findingOrder': 'It only says in which order findings come: what reads them belongs in a query.ts.',
  'domain/*/query':
    'It only reads for lists: what writes belongs in store.ts, what calls another noun in lifecycle.ts or service.ts.',
  'domain/*/schema':
    'A schema also runs in the browser: what reads or writes belongs in store.ts or service.ts.',
  'domain/*/rules':
    'Rules are pure and run in the browser too: what reads or writes belongs in store.ts or service.ts.',
  jobs: 'A job is handed what it needs by src/cli/worker.ts; what it does to our data belongs in a service of src/domain.',
  git: 'src/git knows Git alone: what joins it to the rest belongs in src/jobs.',
  providers:
    'A client of a host knows its API alone: what stores its answers belongs in src/domain, what starts Git in src/git.',
  'providers/provider': 'These are words and types alone: what imports anything belongs beside this file.',
  scan: 'A scan knows no database and no terminal: what stores findings belongs in src/jobs and src/domain, what prints them in src/cli.',
  advisories:
    'It reads what databases of advisories give: what stores advisories belongs in src/domain/advisories, what decides when to ask in src/jobs.',
  sarif:
    'It reads what other tools write, from bytes: what gets or stores them belongs in src/server and src/jobs.',
  'scan/coverage': 'These are words and types alone: what imports anything belongs beside this file.',
  'scan/located': 'These are types alone: what imports anything else belongs beside this file.',
  'scan/occurrences':
    'It is pure, and compares places alone: what imports anything belongs beside this file.',
  engines:
    'An engine gets bytes and gives detections: what lists or reads files belongs in src/scan, what fetches or stores ' +
    'them in src/jobs and src/domain.',
  'engines/engine': 'These are words and types alone: what imports anything belongs beside this file.',
  cli: 'The command line only starts things, and scans without server or database: what the browser shows belongs in src/features.',
};
