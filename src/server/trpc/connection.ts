import {
  addReposInput,
  createConnectionInput,
  listHostReposInput,
  startOAuthInput,
} from '@/domain/connections/schema';
import {
  addHostRepos,
  checkConnection,
  createConnection,
  deleteConnection,
  listBranches,
  listConnections,
  listDependents,
  listHostRepos,
  listOAuthHosts,
  startOAuth,
} from '@/domain/connections/service';
import { byId } from '@/domain/fields';
import { pageInput } from '@/domain/page';
import { nameHosts } from '@/domain/repos/service';
import { attemptCookie } from '../auth/cookie';
import { router, userProcedure } from './init';

/** A user's connections to Git hosts. */
export const connectionRouter = router({
  list: userProcedure
    .meta({ doing: 'list connections' })
    .input(pageInput)
    .query(({ ctx, input }) => listConnections(ctx.user, input)),

  create: userProcedure
    .meta({ doing: 'create connection' })
    .input(createConnectionInput)
    .mutation(({ ctx, input }) => createConnection(ctx.user, input)),

  oauthHosts: userProcedure
    .meta({ doing: 'list hosts to connect' })
    .query(({ ctx }) => listOAuthHosts(ctx.user)),

  nameHosts: userProcedure.meta({ doing: 'list hosts of names' }).query(({ ctx }) => nameHosts(ctx.user)),

  startOAuth: userProcedure
    .meta({ doing: 'connect a host' })
    .input(startOAuthInput)
    .mutation(async ({ ctx, input }) => {
      const { url, attempt, seconds } = await startOAuth(ctx.user, input);
      ctx.responseHeaders.append('set-cookie', attemptCookie(attempt, seconds));
      return { url };
    }),

  check: userProcedure
    .meta({ doing: 'check connection' })
    .input(byId)
    .mutation(({ ctx, input }) => checkConnection(ctx.user, input)),

  dependents: userProcedure
    .meta({ doing: 'list repositories of a connection' })
    .input(byId)
    .query(({ ctx, input }) => listDependents(ctx.user, input)),

  delete: userProcedure
    .meta({ doing: 'delete connection' })
    .input(byId)
    .mutation(({ ctx, input }) => deleteConnection(ctx.user, input)),

  repositories: userProcedure
    .meta({ doing: 'list repositories' })
    .input(listHostReposInput)
    .query(({ ctx, input }) => listHostRepos(ctx.user, input)),

  addRepositories: userProcedure
    .meta({ doing: 'add repositories' })
    .input(addReposInput)
    .mutation(({ ctx, input }) => addHostRepos(ctx.user, input)),

  branches: userProcedure
    .meta({ doing: 'list branches' })
    .input(byId)
    .query(({ ctx, input }) => listBranches(ctx.user, input)),
});
