import { byId } from '@/domain/fields';
import { listFindingsInput } from '@/domain/findings/schema';
import { getFinding, listFindingRows } from '@/domain/findings/service';
import { router, userProcedure } from './init';

export const findingRouter = router({
  byId: userProcedure
    .meta({ doing: 'get finding' })
    .input(byId)
    .query(({ ctx, input }) => getFinding(ctx.user, input)),

  list: userProcedure
    .meta({ doing: 'list findings' })
    .input(listFindingsInput)
    .query(({ ctx, input }) => listFindingRows(ctx.user, input)),
});
