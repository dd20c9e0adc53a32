/** The tables that each noun of the domain owns: only its store writes them. */
export const OWNERS = {
  users: ['users', 'password_links'],
  sessions: ['sessions'],
  identities: ['identities'],
  tokens: ['api_tokens'],
  connections: ['connections'],
  orgs: ['orgs'],
  repos: ['repos'],
  scans: ['scans', 'scan_stages'],
  findings: ['findings', 'finding_texts'],
  findingCounts: ['finding_counts', 'finding_days', 'finding_fixes'],
  events: ['finding_events'],
  triages: ['triages'],
  members: ['members'],
  deployKeys: ['deploy_keys'],
  issues: ['issues', 'issue_runs'],
  packages: ['packages', 'package_names', 'inventories'],
  views: ['views'],
  suppressions: ['suppressions'],
  schedules: ['schedules'],
  webhooks: ['webhooks', 'deliveries'],
  hostItems: ['host_items'],
  deletions: ['deletions'],
  retention: ['retention_rules'],
  idempotency: ['idempotency_keys'],
  // Prisma's own table of migrations is described by no model.
  installation: ['installation', '_prisma_migrations'],
  advisories: [
    'advisories',
    'advisory_packages',
    'advisory_sources',
    'advisory_touches',
    'advisory_checks',
    'advisory_imports',
    'exploitation',
  ],
  rateLimits: ['rate_limits'],
  // The queue's own table is described by no model.
  jobs: ['turns', 'pgboss.job'],
} as const satisfies Record<string, readonly string[]>;

/**
 * The tables of other nouns that a store may read, because a statement needs them beside its own.
 * A file that is in no noun's folder has its path below src.
 */
export const READS: Readonly<Record<string, readonly string[]>> = {
  // A repo is linked to its owner's connection under a lock of that. What a member may do with it is their role.
  repos: ['connections', 'members'],
  // A connection is shown with the number of repos that depend on it.
  connections: ['repos'],
  // Every request reads its session and that session's user in one statement.
  sessions: ['users'],
  // A list of findings has those of the visible repos; facets name repos and assignees.
  // An export names the repos of its findings, and what their newest scans covered.
  // An undo restores what the events of a bulk change have kept.
  findings: ['repos', 'scans', 'users', 'finding_events'],
  // The newest events are those of the visible repos, by the users who may change their findings.
  // The events of a bulk change keep what it replaces in the findings.
  events: ['findings', 'repos', 'members'],
  // A bulk change finds what its filter matches. Its undo finds which of them were changed since.
  triages: ['findings', 'finding_events'],
  // Counts are read of the visible repos. Findings are counted by ages, facets and rules of which no counts are kept.
  findingCounts: ['repos', 'findings'],
  // Packages are listed of the visible repos, and compared again while no scan changes them.
  packages: ['repos', 'scans'],
  // The repos at a path are those that a delivery may be about.
  webhooks: ['repos'],
  // What waits for its removal keeps the token of a connection that is deleted before.
  hostItems: ['connections', 'repos'],
  // A scan may go on as long as its repo is live, which each of its writes checks.
  // The summary of scans counts repos whose packages nothing was compared with.
  scans: ['repos', 'packages', 'advisory_sources'],
  // A list of deletions names the users who requested them. The rows of the other tables are counted before deletion.
  deletions: ['users', 'repos', 'scans', 'findings', 'finding_events', 'issues', 'host_items'],
  // Issues are chosen and written from the findings of a repo, if its creator wants that.
  issues: ['repos', 'findings'],
  // The rule decides which of them are old.
  retention: ['repos', 'scans', 'findings', 'finding_events'],
  // Who may see a repo is decided here alone, by its creator and its members.
  'domain/access.ts': ['repos', 'members'],
  // The filter of findings is a part of the statements of lists, counts and bulk changes.
  'domain/findingFilter.ts': ['finding_texts'],
  // It migrates before the database client can be loaded.
  'server/migrations.ts': ['_prisma_migrations'],
};

/** The tables of other nouns from which a store may delete, because a statement needs it beside its own writes. */
export const DELETES: Readonly<Record<string, readonly string[]>> = {
  // The statement that counts the rows of a small repo also deletes it, twice as fast as a transaction.
  deletions: ['repos'],
};

/** The tables that a place writes without owning them. */
export const WRITES: Readonly<Record<string, readonly string[]>> = {
  // Each migration is recorded in the transaction that applies it.
  'server/migrations.ts': ['_prisma_migrations'],
};

/** The nouns with statements for a table in a variable, and why. */
export const HANDED: Readonly<Record<string, string>> = {
  jobs: 'The queue claims rows of the tables that their owners name in a Line.',
  deletions: 'Its generic statements are for the tables of deletions/rules.ts, which has a law.',
};
