import { accountRouter } from './account';
import { findingRouter } from './finding';
import { router } from './init';
import { repoRouter } from './repo';
import { scanRouter } from './scan';
import { sessionRouter } from './session';

export const appRouter = router({
  account: accountRouter,
  repo: repoRouter,
  session: sessionRouter,
  scan: scanRouter,
  finding: findingRouter,
});
export type AppRouter = typeof appRouter;
