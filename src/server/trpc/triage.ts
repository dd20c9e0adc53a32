import { addCommentInput, listEventsInput } from '@/domain/events/schema';
import { byId } from '@/domain/fields';
import { addComment, listNamedEvents } from '@/domain/findings/service';
import {
  assignInput,
  assignManyInput,
  setSeverityInput,
  setStatusInput,
  triageOneInput,
  triageSeenInput,
  undoInput,
} from '@/domain/triages/schema';
import {
  assign,
  assignMany,
  getTriageJob,
  setSeverity,
  setStatus,
  triage,
  triageOne,
  undoTriage,
} from '@/domain/triages/service';
import { router, userProcedure } from './init';

/** What users decide of findings, and the history of it. */
export const triageRouter = router({
  setStatus: userProcedure
    .meta({ doing: 'set the status' })
    .input(setStatusInput)
    .mutation(({ ctx, input }) => setStatus(ctx.user, input)),

  setSeverity: userProcedure
    .meta({ doing: 'set the severity' })
    .input(setSeverityInput)
    .mutation(({ ctx, input }) => setSeverity(ctx.user, input)),

  assign: userProcedure
    .meta({ doing: 'assign the finding' })
    .input(assignInput)
    .mutation(({ ctx, input }) => assign(ctx.user, input)),

  comment: userProcedure
    .meta({ doing: 'add the comment' })
    .input(addCommentInput)
    .mutation(({ ctx, input }) => addComment(ctx.user, input)),

  events: userProcedure
    .meta({ doing: 'list events' })
    .input(listEventsInput)
    .query(({ ctx, input }) => listNamedEvents(ctx.user, input)),

  many: userProcedure
    .meta({ doing: 'triage findings' })
    .input(triageSeenInput)
    .mutation(({ ctx, input }) => triage(ctx.user, input)),

  one: userProcedure
    .meta({ doing: 'triage the finding' })
    .input(triageOneInput)
    .mutation(({ ctx, input }) => triageOne(ctx.user, input)),

  assignMany: userProcedure
    .meta({ doing: 'assign findings' })
    .input(assignManyInput)
    .mutation(({ ctx, input }) => assignMany(ctx.user, input)),

  undo: userProcedure
    .meta({ doing: 'undo the change' })
    .input(undoInput)
    .mutation(({ ctx, input }) => undoTriage(ctx.user, input)),

  job: userProcedure
    .meta({ doing: 'get job' })
    .input(byId)
    .query(({ ctx, input }) => getTriageJob(ctx.user, input)),
});
