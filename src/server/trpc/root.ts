import { accountRouter } from './account';
import { findingRouter } from './finding';
import { router } from './init';
import { repoRouter } from './repo';
import { scanRouter } from './scan';
import { sessionRouter } from './session';
import { suppressionRouter } from './suppression';

export const appRouter = router({
  account: accountRouter,
  repo: repoRouter,
  session: sessionRouter,
  scan: scanRouter,
  finding: findingRouter,
  suppression: suppressionRouter,
});
export type AppRouter = typeof appRouter;
