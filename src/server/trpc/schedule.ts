import { byId } from '@/domain/fields';
import { setScheduleInput } from '@/domain/schedules/schema';
import { getSchedule, setSchedule } from '@/domain/schedules/service';
import { router, userProcedure } from './init';

/** How often a repo is scanned by itself. */
export const scheduleRouter = router({
  get: userProcedure
    .meta({ doing: 'get schedule' })
    .input(byId)
    .query(({ ctx, input }) => getSchedule(ctx.user, input)),

  set: userProcedure
    .meta({ doing: 'set schedule' })
    .input(setScheduleInput)
    .mutation(({ ctx, input }) => setSchedule(ctx.user, input)),
});
