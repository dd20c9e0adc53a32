import { getAdvisoryOverview, listAdvisorySources } from '@/domain/advisories/service';
import { router, userProcedure } from './init';

export const advisoryRouter = router({
  overview: userProcedure.meta({ doing: 'get advisories' }).query(({ ctx }) => getAdvisoryOverview(ctx.user)),
  sources: userProcedure
    .meta({ doing: 'list advisory sources' })
    .query(({ ctx }) => listAdvisorySources(ctx.user)),
});
