import { accountRouter } from './account';
import { router } from './init';
import { repoRouter } from './repo';

export const appRouter = router({ account: accountRouter, repo: repoRouter });
export type AppRouter = typeof appRouter;
