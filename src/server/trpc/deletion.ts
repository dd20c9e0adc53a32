import { listDeletionsInput } from '@/domain/deletions/schema';
import { getDeletion, listDeletions } from '@/domain/deletions/service';
import { byId } from '@/domain/fields';
import { router, userProcedure } from './init';

export const deletionRouter = router({
  list: userProcedure
    .meta({ doing: 'list deletions' })
    .input(listDeletionsInput)
    .query(({ ctx, input }) => listDeletions(ctx.user, input)),

  byId: userProcedure
    .meta({ doing: 'get deletion' })
    .input(byId)
    .query(({ ctx, input }) => getDeletion(ctx.user, input)),
});
