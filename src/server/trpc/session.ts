import { byId } from '@/domain/fields';
import { MOST_LISTED } from '@/domain/sessions/rules';
import { endOtherSessions, endSession, listSessions } from '@/domain/sessions/service';
import { router, userProcedure } from './init';

const WHOLE_LIST = { limit: MOST_LISTED, cursor: undefined };

export const sessionRouter = router({
  list: userProcedure
    .meta({ doing: 'list sessions' })
    .query(async ({ ctx }) => (await listSessions(ctx.user, WHOLE_LIST)).items),

  end: userProcedure
    .meta({ doing: 'end session' })
    .input(byId)
    .mutation(({ ctx, input }) => endSession(ctx.user, input)),

  endOthers: userProcedure
    .meta({ doing: 'end other sessions' })
    .mutation(({ ctx }) => endOtherSessions(ctx.user)),
});
