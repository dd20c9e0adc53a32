/** Which tables each noun of the domain owns: only its store writes them. */
export const OWNERS = {
  users: ['users', 'password_links'],
  sessions: ['sessions'],
  tokens: ['api_tokens'],
  connections: ['connections'],
  orgs: ['orgs'],
  repos: ['repos'],
  scans: ['scans', 'scan_stages'],
  findings: ['findings', 'finding_events'],
  suppressions: ['suppressions'],
  contents: ['content_results', 'repo_contents', 'rule_sets'],
  deletions: ['deletion_records'],
  retention: ['retention_rules'],
  idempotency: ['idempotency_keys'],
  installation: ['installation'],
  rateLimits: ['rate_limits'],
  // The queue's own table is described by no model.
  jobs: ['turns', 'pgboss.job'],
} as const satisfies Record<string, readonly string[]>;

/** What a store may read of others' tables, because a statement needs it beside its own. */
export const READS: Readonly<Record<string, readonly string[]>> = {
  // A new repo is linked to its owner's connection in the statement that inserts it.
  repos: ['connections'],
  // Every request asks whose session it has: one statement for both.
  sessions: ['users'],
  // A scan may go on as long as its repo is live, which each of its writes asks.
  scans: ['repos'],
  // A list of deletions names who asked for them.
  deletions: ['users'],
};

/**
 * Breaches from before this law, and how many places have each. The list may only get shorter, and its numbers smaller.
 * What the functions purge_findings and purge_scans of the database do is not seen.
 */
export const KNOWN_BREACHES: Readonly<Record<string, number>> = {
  'deletions asks contents/store': 1,
  'deletions asks jobs/store': 2,
  'deletions reads api_tokens': 1,
  'deletions reads connections': 1,
  'deletions reads finding_events': 4,
  'deletions reads findings': 5,
  'deletions reads idempotency_keys': 1,
  'deletions reads password_links': 1,
  'deletions reads repo_contents': 2,
  'deletions reads repos': 6,
  'deletions reads scans': 5,
  'deletions reads sessions': 1,
  'deletions reads suppressions': 2,
  'deletions writes finding_events': 1,
  'deletions writes repo_contents': 1,
  'deletions writes repos': 3,
  'deletions writes scans': 1,
  'deletions writes suppressions': 1,
  'repos asks jobs/store': 1,
  'retention asks deletions/store': 1,
  'retention reads deletion_records': 3,
  'retention reads finding_events': 1,
  'retention reads findings': 5,
  'retention reads repos': 1,
  'retention reads scan_stages': 1,
  'retention reads scans': 6,
  'retention writes deletion_records': 6,
  'retention writes finding_events': 1,
  'retention writes findings': 1,
  'retention writes scan_stages': 1,
  'retention writes scans': 1,
  'scans asks jobs/store': 1,
  'scans reads findings': 1,
};
