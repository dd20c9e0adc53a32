import { retentionInput, retentionPreviewInput } from '@/domain/retention/schema';
import { getRetention, previewRetention, setRetention } from '@/domain/retention/service';
import { previewInTurn } from '../turns';
import { router, userProcedure } from './init';

export const retentionRouter = router({
  get: userProcedure.meta({ doing: 'get retention' }).query(({ ctx }) => getRetention(ctx.user)),

  set: userProcedure
    .meta({ doing: 'set retention' })
    .input(retentionInput)
    .mutation(({ ctx, input }) => setRetention(ctx.user, input)),

  preview: userProcedure
    .meta({ doing: 'preview retention' })
    .input(retentionPreviewInput)
    .query(({ ctx, input }) => previewInTurn(previewRetention)(ctx.user, input)),
});
