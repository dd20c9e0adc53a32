import { advisoryRouter } from './advisory';
import { connectionRouter } from './connection';
import { deletionRouter } from './deletion';
import { deployKeyRouter } from './deployKey';
import { findingRouter } from './finding';
import { identityRouter } from './identity';
import { router } from './init';
import { issueRouter } from './issue';
import { memberRouter } from './member';
import { overviewRouter } from './overview';
import { packageRouter } from './package';
import { repoRouter } from './repo';
import { retentionRouter } from './retention';
import { ruleRouter } from './rule';
import { scanRouter } from './scan';
import { scheduleRouter } from './schedule';
import { sessionRouter } from './session';
import { suppressionRouter } from './suppression';
import { triageRouter } from './triage';
import { userRouter } from './user';
import { viewRouter } from './view';
import { webhookRouter } from './webhook';

export const appRouter = router({
  account: userRouter,
  advisory: advisoryRouter,
  connection: connectionRouter,
  repo: repoRouter,
  retention: retentionRouter,
  rule: ruleRouter,
  session: sessionRouter,
  scan: scanRouter,
  schedule: scheduleRouter,
  deletion: deletionRouter,
  deployKey: deployKeyRouter,
  finding: findingRouter,
  issue: issueRouter,
  identity: identityRouter,
  member: memberRouter,
  overview: overviewRouter,
  package: packageRouter,
  suppression: suppressionRouter,
  triage: triageRouter,
  view: viewRouter,
  webhook: webhookRouter,
});
export type AppRouter = typeof appRouter;
