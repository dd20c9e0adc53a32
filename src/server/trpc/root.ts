import { deletionRouter } from './deletion';
import { findingRouter } from './finding';
import { router } from './init';
import { repoRouter } from './repo';
import { retentionRouter } from './retention';
import { scanRouter } from './scan';
import { sessionRouter } from './session';
import { suppressionRouter } from './suppression';
import { triageRouter } from './triage';
import { userRouter } from './user';

export const appRouter = router({
  account: userRouter,
  repo: repoRouter,
  retention: retentionRouter,
  session: sessionRouter,
  scan: scanRouter,
  deletion: deletionRouter,
  finding: findingRouter,
  suppression: suppressionRouter,
  triage: triageRouter,
});
export type AppRouter = typeof appRouter;
