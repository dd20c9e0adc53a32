import { addDeployKey, getDeployKey, replaceDeployKey } from '@/domain/deployKeys/service';
import { byId } from '@/domain/fields';
import { router, userProcedure } from './init';

/** The keys by which repos are read over ssh. */
export const deployKeyRouter = router({
  get: userProcedure
    .meta({ doing: 'get deploy key' })
    .input(byId)
    .query(({ ctx, input }) => getDeployKey(ctx.user, input)),

  add: userProcedure
    .meta({ doing: 'add deploy key' })
    .input(byId)
    .mutation(({ ctx, input }) => addDeployKey(ctx.user, input)),

  replace: userProcedure
    .meta({ doing: 'make deploy key' })
    .input(byId)
    .mutation(({ ctx, input }) => replaceDeployKey(ctx.user, input)),
});
