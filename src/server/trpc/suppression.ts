import {
  createSuppressionInput,
  deleteSuppressionInput,
  listSuppressionsInput,
  MAX_SUPPRESSIONS,
} from '@/domain/suppressions/schema';
import { createSuppression, deleteSuppression, listSuppressions } from '@/domain/suppressions/service';
import { router, userProcedure } from './init';

const WHOLE_LIST = { limit: MAX_SUPPRESSIONS, cursor: undefined };

/** The allow-list of a repo. */
export const suppressionRouter = router({
  list: userProcedure
    .meta({ doing: 'list suppressions' })
    .input(listSuppressionsInput.pick({ repoId: true }))
    .query(async ({ ctx, input }) => {
      const whole = await listSuppressions(ctx.user, { ...input, ...WHOLE_LIST });
      return whole.items;
    }),

  create: userProcedure
    .meta({ doing: 'create suppression' })
    .input(createSuppressionInput)
    .mutation(({ ctx, input }) => createSuppression(ctx.user, input)),

  delete: userProcedure
    .meta({ doing: 'delete suppression' })
    .input(deleteSuppressionInput)
    .mutation(({ ctx, input }) => deleteSuppression(ctx.user, input)),
});
