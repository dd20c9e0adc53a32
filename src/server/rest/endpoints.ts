import * as advisories from './advisories';
import * as auth from './auth';
import * as connections from './connections';
import * as deletions from './deletions';
import * as deployKeys from './deployKeys';
import * as findingExports from './exports';
import * as findings from './findings';
import * as issues from './issues';
import * as members from './members';
import type { Operation } from './operation';
import * as overview from './overview';
import * as packages from './packages';
import type { ApiPath } from './params';
import * as repos from './repos';
import * as retention from './retention';
import * as scans from './scans';
import * as schedules from './schedules';
import * as sessions from './sessions';
import * as suppressions from './suppressions';
import * as tokens from './tokens';
import * as triage from './triage';
import * as users from './users';
import * as views from './views';
import * as webhooks from './webhooks';

type DocumentedMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Endpoints<Path extends string> = {
  readonly [P in Path]: Partial<Record<DocumentedMethod, Operation<P & ApiPath>>>;
};

/** The compiler refuses an operation under another path than its own. */
function endpoints<const E extends Endpoints<keyof E & string>>(all: E): E {
  return all;
}

/** Every operation of the REST API by path and method. The route handlers serve it and OpenAPI documents it. */
export const ENDPOINTS = endpoints({
  '/api/repos': { GET: repos.list, POST: repos.create },
  '/api/repos/{id}': { GET: repos.get, PATCH: repos.update, DELETE: repos.remove },
  '/api/repos/{id}/deletion-preview': { GET: repos.preview },
  '/api/repos/{id}/remote': { GET: repos.remote, POST: repos.probe },
  '/api/repos/{id}/deploy-key': { GET: deployKeys.get, PUT: deployKeys.add, POST: deployKeys.replace },
  '/api/repos/{id}/branches': { GET: connections.branches },
  '/api/repos/{id}/scan': { POST: scans.request },
  '/api/repos/{id}/scans': { GET: scans.list },
  '/api/repos/{id}/sarif': { POST: scans.importResults },
  '/api/repos/{id}/findings': { GET: findings.list },
  '/api/repos/{id}/findings/export': { GET: findingExports.ofRepo },
  '/api/repos/{id}/sbom': { GET: packages.sbom },
  '/api/packages': { GET: packages.list },
  '/api/repos/{id}/issues': { GET: issues.list },
  '/api/repos/{id}/issues/dry-run': { POST: issues.dryRun },
  '/api/repos/{id}/members': { GET: members.list, PUT: members.set },
  '/api/repos/{id}/members/{user_id}': { DELETE: members.remove },
  '/api/repos/{id}/schedule': { GET: schedules.get, PUT: schedules.set },
  '/api/repos/{id}/webhook': { GET: webhooks.get, PUT: webhooks.set, DELETE: webhooks.remove },
  '/api/repos/{id}/deliveries': { GET: webhooks.deliveries },
  '/api/repos/{repo_id}/suppressions': { GET: suppressions.list, POST: suppressions.create },
  '/api/repos/{repo_id}/suppressions/{id}': { DELETE: suppressions.remove },
  '/api/scans': { GET: scans.listAll },
  '/api/scans/{id}': { GET: scans.get },
  '/api/scans/{id}/cancel': { POST: scans.cancel },
  '/api/scans/{id}/findings': { GET: scans.findings },
  '/api/scans/{id}/coverage': { GET: scans.coverage },
  '/api/scans/{id}/findings/export': { GET: findingExports.ofScan },
  '/api/scans/{id}/sarif': { GET: findingExports.sarifOfScan },
  '/api/scans/{id}/progress/stream': { GET: scans.progress },
  '/api/findings': { GET: findings.listAll },
  '/api/findings/export': { GET: findingExports.all },
  '/api/findings/{id}': { GET: findings.get },
  '/api/findings/{id}/status': { PATCH: triage.status },
  '/api/findings/{id}/severity': { PATCH: triage.severity },
  '/api/findings/{id}/assignee': { PATCH: triage.assignee },
  '/api/findings/{id}/comment': { POST: triage.comment },
  '/api/findings/{id}/events': { GET: triage.events },
  '/api/findings/triage': { POST: triage.many },
  '/api/findings/triage/undo': { POST: triage.undo },
  '/api/overview': { GET: overview.get },
  '/api/jobs/{id}': { GET: triage.job },
  '/api/views': { GET: views.list, POST: views.create },
  '/api/views/{id}': { DELETE: views.remove },
  '/api/webhooks/github': { POST: webhooks.github },
  '/api/webhooks/gitlab': { POST: webhooks.gitlab },
  '/api/webhooks/gitea': { POST: webhooks.gitea },
  '/api/connections': { GET: connections.list, POST: connections.create },
  '/api/connections/{id}': { DELETE: connections.remove },
  '/api/connections/{id}/check': { POST: connections.check },
  '/api/connections/{id}/repositories': { GET: connections.repositories, POST: connections.add },
  '/api/advisories/sources': { GET: advisories.sources },
  '/api/advisories/import': { POST: advisories.importFile },
  '/api/advisories/imports/{id}': { GET: advisories.importState },
  '/api/deletions': { GET: deletions.list },
  '/api/deletions/{id}': { GET: deletions.get },
  '/api/retention': { GET: retention.get, PUT: retention.set, PATCH: retention.set },
  '/api/retention/preview': { GET: retention.preview },
  '/api/auth/register': { POST: auth.register },
  '/api/auth/login': { POST: auth.login },
  '/api/auth/logout': { POST: auth.logout },
  '/api/auth/me': { GET: auth.me },
  '/api/auth/set-password': { POST: auth.setPasswordByLink },
  '/api/users': { GET: users.list, POST: users.create },
  '/api/users/{id}': { DELETE: users.remove },
  '/api/sessions': { GET: sessions.list },
  '/api/sessions/{id}': { DELETE: sessions.end },
  '/api/tokens': { GET: tokens.list, POST: tokens.create },
  '/api/tokens/{id}': { DELETE: tokens.revoke },
});

export type EndpointPath = keyof typeof ENDPOINTS;
