import { z } from 'zod';
import { createSuppressionInput } from '@/domain/suppressions/schema';
import { createSuppression, deleteSuppression, listSuppressions } from '@/domain/suppressions/service';
import { router, userProcedure } from './init';

/** The allow-list of a repo. */
export const suppressionRouter = router({
  list: userProcedure
    .meta({ doing: 'list suppressions' })
    .input(z.object({ repoId: z.string() }))
    .query(({ ctx, input }) => listSuppressions(ctx.user, input.repoId)),

  create: userProcedure
    .meta({ doing: 'create suppression' })
    .input(createSuppressionInput)
    .mutation(({ ctx, input }) => createSuppression(ctx.user, input)),

  delete: userProcedure
    .meta({ doing: 'delete suppression' })
    .input(z.object({ repoId: z.string(), id: z.string() }))
    .mutation(({ ctx, input }) => deleteSuppression(ctx.user, input.repoId, input.id)),
});
