import { listLatest } from '@/domain/events/service';
import { getCriticalAges, getOverview } from '@/domain/findingCounts/service';
import { router, userProcedure } from './init';

export const overviewRouter = router({
  get: userProcedure.meta({ doing: 'get overview' }).query(({ ctx }) => getOverview(ctx.user)),

  ages: userProcedure.meta({ doing: 'count findings' }).query(({ ctx }) => getCriticalAges(ctx.user)),

  latest: userProcedure.meta({ doing: 'list events' }).query(({ ctx }) => listLatest(ctx.user)),
});
