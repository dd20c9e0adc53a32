import { z } from 'zod';
import { listFindingsInput } from '@/domain/findings/schema';
import { getFinding, listFindingRows } from '@/domain/findings/service';
import { router, userProcedure } from './init';

export const findingRouter = router({
  byId: userProcedure
    .meta({ doing: 'get finding' })
    .input(z.object({ id: z.string() }))
    .query(({ ctx, input }) => getFinding(ctx.user, input.id)),

  list: userProcedure
    .meta({ doing: 'list findings' })
    .input(listFindingsInput)
    .query(({ ctx, input }) => listFindingRows(ctx.user, input)),
});
