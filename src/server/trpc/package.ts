import { listPackagesInput } from '@/domain/packages/schema';
import { listPackages } from '@/domain/packages/service';
import { router, userProcedure } from './init';

export const packageRouter = router({
  list: userProcedure
    .meta({ doing: 'list packages' })
    .input(listPackagesInput)
    .query(({ ctx, input }) => listPackages(ctx.user, input)),
});
