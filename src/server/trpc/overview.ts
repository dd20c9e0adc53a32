import { getOverview } from '@/domain/findingCounts/service';
import { router, userProcedure } from './init';

export const overviewRouter = router({
  get: userProcedure.meta({ doing: 'get overview' }).query(({ ctx }) => getOverview(ctx.user)),
});
