import { getAdvisoryOverview } from '@/domain/advisories/service';
import { router, userProcedure } from './init';

export const advisoryRouter = router({
  overview: userProcedure.meta({ doing: 'get advisories' }).query(({ ctx }) => getAdvisoryOverview(ctx.user)),
});
