import type { TokenScope } from '@/domain/tokens/schema';

export type Ids = { repo: string; scan: string; finding: string; suppression: string; member: string };
export type Call = {
  scope: TokenScope;
  /** A second scope that a token needs. */
  also?: TokenScope;
  /** Whether it can be made only once on what it changes, or hinders other calls. */
  once?: true;
  /** The statuses of an allowed call; by default a success. */
  allowed?: number[];
  /** The path as OpenAPI documents it, and what it is called with. */
  path: string;
  ask: (ids: Ids) => [path: string, body?: unknown];
};

const repo = (under: string) => (ids: Ids) => [`/api/repos/${ids.repo}${under}`] as [string];
const scan = (under: string) => (ids: Ids) => [`/api/scans/${ids.scan}${under}`] as [string];

const finding = (under: string, body: unknown) => (ids: Ids) =>
  [`/api/findings/${ids.finding}${under}`, body] as [string, unknown];

/** Every call on a repo and its contents. */
export const CALLS: Record<string, Call> = {
  'get repo': { scope: 'repos:read', path: 'GET /api/repos/{id}', ask: repo('') },
  'deletion preview': {
    scope: 'repos:read',
    path: 'GET /api/repos/{id}/deletion-preview',
    ask: repo('/deletion-preview'),
  },
  'get remote': { scope: 'repos:read', path: 'GET /api/repos/{id}/remote', ask: repo('/remote') },
  'deploy key': {
    scope: 'repos:read',
    path: 'GET /api/repos/{id}/deploy-key',
    ask: repo('/deploy-key'),
  },
  branches: { scope: 'repos:read', path: 'GET /api/repos/{id}/branches', ask: repo('/branches') },
  members: { scope: 'repos:read', path: 'GET /api/repos/{id}/members', ask: repo('/members') },
  scans: { scope: 'scans:read', path: 'GET /api/repos/{id}/scans', ask: repo('/scans') },
  'get scan': { scope: 'scans:read', path: 'GET /api/scans/{id}', ask: scan('') },
  coverage: { scope: 'scans:read', path: 'GET /api/scans/{id}/coverage', ask: scan('/coverage') },
  sarif: {
    scope: 'scans:read',
    also: 'findings:read',
    path: 'GET /api/scans/{id}/sarif',
    ask: scan('/sarif'),
  },
  stream: {
    scope: 'scans:read',
    also: 'findings:read',
    path: 'GET /api/scans/{id}/progress/stream',
    ask: scan('/progress/stream'),
  },
  findings: { scope: 'findings:read', path: 'GET /api/repos/{id}/findings', ask: repo('/findings') },
  'all findings of the repo': {
    scope: 'findings:read',
    path: 'GET /api/findings',
    ask: ({ repo: id }) => [`/api/findings?repo_id=${id}`],
  },
  'findings of a scan': {
    scope: 'findings:read',
    path: 'GET /api/scans/{id}/findings',
    ask: scan('/findings'),
  },
  'export of the repo': {
    scope: 'findings:read',
    path: 'GET /api/repos/{id}/findings/export',
    ask: repo('/findings/export?format=json'),
  },
  'export of a scan': {
    scope: 'findings:read',
    path: 'GET /api/scans/{id}/findings/export',
    ask: scan('/findings/export?format=json'),
  },
  'export of all findings of the repo': {
    scope: 'findings:read',
    path: 'GET /api/findings/export',
    ask: ({ repo: id }) => [`/api/findings/export?format=json&repo_id=${id}`],
  },
  'get finding': {
    scope: 'findings:read',
    path: 'GET /api/findings/{id}',
    ask: (ids) => [`/api/findings/${ids.finding}`],
  },
  events: {
    scope: 'findings:read',
    path: 'GET /api/findings/{id}/events',
    ask: (ids) => [`/api/findings/${ids.finding}/events`],
  },
  'set status': {
    scope: 'findings:write',
    path: 'PATCH /api/findings/{id}/status',
    ask: finding('/status', { status: 'confirmed' }),
  },
  'set severity': {
    scope: 'findings:write',
    path: 'PATCH /api/findings/{id}/severity',
    ask: finding('/severity', { severity: 'low' }),
  },
  assign: {
    scope: 'findings:write',
    path: 'PATCH /api/findings/{id}/assignee',
    ask: (ids) => [`/api/findings/${ids.finding}/assignee`, { assignee_id: ids.member }],
  },
  comment: {
    scope: 'findings:write',
    path: 'POST /api/findings/{id}/comment',
    ask: finding('/comment', { comment: 'seen' }),
  },
  triage: {
    scope: 'findings:write',
    path: 'POST /api/findings/triage',
    ask: (ids) => ['/api/findings/triage', { ids: [ids.finding], status: 'confirmed' }],
  },
  suppressions: {
    scope: 'findings:read',
    path: 'GET /api/repos/{repo_id}/suppressions',
    ask: repo('/suppressions'),
  },
  suppress: {
    once: true,
    scope: 'findings:write',
    path: 'POST /api/repos/{repo_id}/suppressions',
    ask: ({ repo: id }) => [`/api/repos/${id}/suppressions`, { path: 'docs/', reason: 'samples' }],
  },
  'suppress no longer': {
    once: true,
    scope: 'findings:write',
    path: 'DELETE /api/repos/{repo_id}/suppressions/{id}',
    ask: (ids) => [`/api/repos/${ids.repo}/suppressions/${ids.suppression}`],
  },
  'packages of the repo': {
    scope: 'findings:read',
    path: 'GET /api/packages',
    ask: ({ repo: id }) => [`/api/packages?repo_id=${id}`],
  },
  'bill of materials': { scope: 'findings:read', path: 'GET /api/repos/{id}/sbom', ask: repo('/sbom') },
  issues: { scope: 'findings:read', path: 'GET /api/repos/{id}/issues', ask: repo('/issues') },
  'dry run of issues': {
    scope: 'findings:read',
    path: 'POST /api/repos/{id}/issues/dry-run',
    ask: ({ repo: id }) => [`/api/repos/${id}/issues/dry-run`, { min_severity: 'high' }],
  },
  'get schedule': { scope: 'repos:read', path: 'GET /api/repos/{id}/schedule', ask: repo('/schedule') },
  schedule: {
    scope: 'repos:write',
    path: 'PUT /api/repos/{id}/schedule',
    ask: ({ repo: id }) => [`/api/repos/${id}/schedule`, { kind: 'daily' }],
  },
  'get webhook': { scope: 'repos:read', path: 'GET /api/repos/{id}/webhook', ask: repo('/webhook') },
  deliveries: { scope: 'repos:read', path: 'GET /api/repos/{id}/deliveries', ask: repo('/deliveries') },
  'turn webhook on': {
    scope: 'repos:write',
    path: 'PUT /api/repos/{id}/webhook',
    ask: ({ repo: id }) => [`/api/repos/${id}/webhook`, { mode: 'manual' }],
  },
  'turn webhook off': {
    once: true,
    scope: 'repos:write',
    path: 'DELETE /api/repos/{id}/webhook',
    ask: repo('/webhook'),
  },
  'request scan': { once: true, scope: 'scans:write', path: 'POST /api/repos/{id}/scan', ask: repo('/scan') },
  'import results': {
    once: true,
    scope: 'scans:write',
    path: 'POST /api/repos/{id}/sarif',
    ask: ({ repo: id }) => [`/api/repos/${id}/sarif`, { version: '2.1.0', runs: [] }],
  },
  'cancel scan': {
    once: true,
    scope: 'scans:write',
    path: 'POST /api/scans/{id}/cancel',
    ask: scan('/cancel'),
  },
  rename: {
    scope: 'repos:write',
    path: 'PATCH /api/repos/{id}',
    ask: ({ repo: id }) => [`/api/repos/${id}`, { name: 'renamed' }],
  },
  probe: { scope: 'repos:write', path: 'POST /api/repos/{id}/remote', ask: repo('/remote') },
  'add deploy key': {
    scope: 'repos:write',
    path: 'PUT /api/repos/{id}/deploy-key',
    ask: repo('/deploy-key'),
    // Nobody here has a connection, by which it would be added.
    allowed: [409],
  },
  'new deploy key': {
    scope: 'repos:write',
    path: 'POST /api/repos/{id}/deploy-key',
    ask: repo('/deploy-key'),
  },
  share: {
    scope: 'repos:write',
    path: 'PUT /api/repos/{id}/members',
    ask: (ids) => [`/api/repos/${ids.repo}/members`, { user_id: ids.member, role: 'viewer' }],
  },
  'end sharing': {
    once: true,
    scope: 'repos:write',
    path: 'DELETE /api/repos/{id}/members/{user_id}',
    ask: (ids) => [`/api/repos/${ids.repo}/members/${ids.member}`],
  },
  'delete repo': { once: true, scope: 'repos:write', path: 'DELETE /api/repos/{id}', ask: repo('') },
};
