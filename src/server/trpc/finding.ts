import { byId } from '@/domain/fields';
import { countFindings, countUrgent } from '@/domain/findingCounts/service';
import { countFindingsInput, exportProgressInput, listFindingRowsInput } from '@/domain/findings/schema';
import { getFinding, listFindingRows } from '@/domain/findings/service';
import { progressOf } from '../exports/progress';
import { withCode } from '../highlight/withCode';
import { router, userProcedure } from './init';

export const findingRouter = router({
  byId: userProcedure
    .meta({ doing: 'get finding' })
    .input(byId)
    .query(({ ctx, input }) => getFinding(ctx.user, input).then(withCode)),

  list: userProcedure
    .meta({ doing: 'list findings' })
    .input(listFindingRowsInput)
    .query(({ ctx, input }) => listFindingRows(ctx.user, input)),

  facets: userProcedure
    .meta({ doing: 'count findings' })
    .input(countFindingsInput)
    .query(({ ctx, input }) => countFindings(ctx.user, input)),

  exportProgress: userProcedure
    .meta({ doing: 'get progress of export' })
    .input(exportProgressInput)
    .query(({ ctx, input }) => progressOf(ctx.user.actor.userId, input.name)),

  urgent: userProcedure.meta({ doing: 'count urgent findings' }).query(({ ctx }) => countUrgent(ctx.user)),
});
