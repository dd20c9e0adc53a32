import { byId } from '@/domain/fields';
import { pageInput } from '@/domain/page';
import { createViewInput, renameViewInput } from '@/domain/views/schema';
import { createView, deleteView, listViews, renameView } from '@/domain/views/service';
import { router, userProcedure } from './init';

/** The lists of findings that a user has saved. */
export const viewRouter = router({
  list: userProcedure
    .meta({ doing: 'list views' })
    .input(pageInput)
    .query(({ ctx, input }) => listViews(ctx.user, input)),

  create: userProcedure
    .meta({ doing: 'create view' })
    .input(createViewInput)
    .mutation(({ ctx, input }) => createView(ctx.user, input)),

  rename: userProcedure
    .meta({ doing: 'rename view' })
    .input(renameViewInput)
    .mutation(({ ctx, input }) => renameView(ctx.user, input)),

  delete: userProcedure
    .meta({ doing: 'delete view' })
    .input(byId)
    .mutation(({ ctx, input }) => deleteView(ctx.user, input)),
});
