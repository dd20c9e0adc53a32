import { endSessionInput } from '@/domain/sessions/schema';
import { endOtherSessions, endSession, listSessions } from '@/domain/sessions/service';
import { router, userProcedure } from './init';

export const sessionRouter = router({
  list: userProcedure.meta({ doing: 'list sessions' }).query(({ ctx }) => listSessions(ctx.user)),

  end: userProcedure
    .meta({ doing: 'end session' })
    .input(endSessionInput)
    .mutation(({ ctx, input }) => endSession(ctx.user, input.id)),

  endOthers: userProcedure
    .meta({ doing: 'end other sessions' })
    .mutation(({ ctx }) => endOtherSessions(ctx.user)),
});
