import { tracked } from '@trpc/server';
import { z } from 'zod';
import { byId } from '@/domain/fields';
import { listOverviews } from '@/domain/findingCounts/service';
import { listScansInput, requestScanInput } from '@/domain/scans/schema';
import {
  cancelScan,
  getCoverage,
  getProgress,
  getScan,
  listScans,
  requestScan,
} from '@/domain/scans/service';
import { whileAuthenticated } from '../auth/whileAuthenticated';
import { watchScan } from '../watchScan';
import { reported, router, userProcedure } from './init';

const WATCHING = 'watch scan';

export const scanRouter = router({
  byId: userProcedure
    .meta({ doing: 'get scan' })
    .input(byId)
    .query(({ ctx, input }) => getScan(ctx.user, input)),

  list: userProcedure
    .meta({ doing: 'list scans' })
    .input(listScansInput)
    .query(({ ctx, input }) => listScans(ctx.user, input)),

  request: userProcedure
    .meta({ doing: 'scan repo' })
    .input(requestScanInput)
    .mutation(({ ctx, input }) => requestScan(ctx.user, input)),

  cancel: userProcedure
    .meta({ doing: 'cancel scan' })
    .input(byId)
    .mutation(({ ctx, input }) => cancelScan(ctx.user, input)),

  progress: userProcedure
    .meta({ doing: 'get scan progress' })
    .input(byId)
    .query(({ ctx, input }) => getProgress(ctx.user, input)),

  /** A scan's events, as server-sent events. After a break, the client sends the last event id. */
  watch: userProcedure
    .meta({ doing: WATCHING })
    .input(byId.extend({ lastEventId: z.string().nullish() }))
    .subscription(async function* ({ ctx, input: { id, lastEventId }, signal }) {
      const ended = signal ?? new AbortController().signal;
      const watch = (over: AbortSignal) => watchScan(ctx.user, id, lastEventId ?? undefined, over);
      try {
        for await (const { since, event } of whileAuthenticated(ctx.user, ended, watch)) {
          yield tracked(since, event);
        }
      } catch (error) {
        throw reported(error, WATCHING, ctx);
      }
    }),

  coverage: userProcedure
    .meta({ doing: 'get scan coverage' })
    .input(byId)
    .query(({ ctx, input }) => getCoverage(ctx.user, input)),

  /** The newest scan and the open findings of each repo in a list. */
  overviews: userProcedure
    .meta({ doing: 'list scans' })
    .input(z.object({ repoIds: z.array(z.string()).max(100, 'repo_ids must be at most 100') }))
    .query(({ ctx, input }) => listOverviews(ctx.user, input)),
});
