import { byId } from '@/domain/fields';
import { dryRunInput, listIssuesInput } from '@/domain/issues/schema';
import { dryRun, issueOfFinding, issueStatus, listIssues, tryIssues } from '@/domain/issues/service';
import { router, userProcedure } from './init';

/** The issues that Heimdall opens at the Git host of a repo. */
export const issueRouter = router({
  list: userProcedure
    .meta({ doing: 'list issues' })
    .input(listIssuesInput)
    .query(({ ctx, input }) => listIssues(ctx.user, input)),

  dryRun: userProcedure
    .meta({ doing: 'dry-run issues' })
    .input(dryRunInput)
    .query(({ ctx, input }) => dryRun(ctx.user, input)),

  status: userProcedure
    .meta({ doing: 'get the state of issues' })
    .input(byId)
    .query(({ ctx, input }) => issueStatus(ctx.user, input)),

  tryNow: userProcedure
    .meta({ doing: 'try issues' })
    .input(byId)
    .mutation(({ ctx, input }) => tryIssues(ctx.user, input)),

  ofFinding: userProcedure
    .meta({ doing: 'get the issue of a finding' })
    .input(byId)
    .query(({ ctx, input }) => issueOfFinding(ctx.user, input)),
});
