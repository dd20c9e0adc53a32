import { byId } from '@/domain/fields';
import { disconnect, listWaysIn, offeredWaysIn } from '@/domain/identities/service';
import { publicProcedure, router, userProcedure } from './init';

export const identityRouter = router({
  offered: publicProcedure.meta({ doing: 'list ways to sign in' }).query(({ ctx }) => offeredWaysIn(ctx.ctx)),

  waysIn: userProcedure.meta({ doing: 'list ways to sign in' }).query(({ ctx }) => listWaysIn(ctx.user)),

  disconnect: userProcedure
    .meta({ doing: 'disconnect a provider' })
    .input(byId)
    .mutation(({ ctx, input }) => disconnect(ctx.user, input)),
});
