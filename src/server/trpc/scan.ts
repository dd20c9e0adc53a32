import { z } from 'zod';
import { listScansInput } from '@/domain/scans/schema';
import { getScan, listScans } from '@/domain/scans/service';
import { router, userProcedure } from './init';

export const scanRouter = router({
  byId: userProcedure
    .meta({ doing: 'get scan' })
    .input(z.object({ id: z.string() }))
    .query(({ ctx, input }) => getScan(ctx.user, input.id)),

  list: userProcedure
    .meta({ doing: 'list scans' })
    .input(listScansInput)
    .query(({ ctx, input: { repoId, ...page } }) => listScans(ctx.user, repoId, page)),
});
