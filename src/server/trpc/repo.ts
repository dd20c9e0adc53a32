import { deleteRepo, previewDeletion } from '@/domain/deletions/service';
import { byId } from '@/domain/fields';
import { getRepoPages } from '@/domain/hostItems/service';
import { createRepoInput, listReposInput, repoSettingsInput, reposByIdsInput } from '@/domain/repos/schema';
import {
  createRepo,
  getRepo,
  listRepos,
  listReposByIds,
  requestProbe,
  summarizeRepos,
  updateRepo,
} from '@/domain/repos/service';
import { previewInTurn } from '../turns';
import { router, userProcedure } from './init';

export const repoRouter = router({
  create: userProcedure
    .meta({ doing: 'create repo' })
    .input(createRepoInput)
    .mutation(({ ctx, input }) => createRepo(ctx.user, input)),

  list: userProcedure
    .meta({ doing: 'list repos' })
    .input(listReposInput)
    .query(({ ctx, input }) => listRepos(ctx.user, input)),

  summary: userProcedure.meta({ doing: 'summarize repos' }).query(({ ctx }) => summarizeRepos(ctx.user)),

  byId: userProcedure
    .meta({ doing: 'get repo' })
    .input(byId)
    .query(({ ctx, input }) => getRepo(ctx.user, input)),

  byIds: userProcedure
    .meta({ doing: 'get repos' })
    .input(reposByIdsInput)
    .query(({ ctx, input }) => listReposByIds(ctx.user, input)),

  pages: userProcedure
    .meta({ doing: 'get pages of repo' })
    .input(byId)
    .query(({ ctx, input }) => getRepoPages(ctx.user, input)),

  update: userProcedure
    .meta({ doing: 'update repo' })
    .input(byId.extend(repoSettingsInput.shape))
    .mutation(({ ctx, input }) => updateRepo(ctx.user, input)),

  delete: userProcedure
    .meta({ doing: 'delete repo' })
    .input(byId)
    .mutation(({ ctx, input }) => deleteRepo(ctx.user, input)),

  deletionPreview: userProcedure
    .meta({ doing: 'preview repo deletion' })
    .input(byId)
    .query(({ ctx, input }) => previewInTurn(previewDeletion)(ctx.user, input)),

  requestProbe: userProcedure
    .meta({ doing: 'probe repo remote' })
    .input(byId)
    .mutation(({ ctx, input }) => requestProbe(ctx.user, input)),
});
