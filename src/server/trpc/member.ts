import {
  candidatesInput,
  deleteMemberInput,
  listMembersInput,
  setMemberInput,
} from '@/domain/members/schema';
import { deleteMember, listCandidates, listMembers, setMember } from '@/domain/members/service';
import { router, userProcedure } from './init';

/** The users with whom a repo is shared. */
export const memberRouter = router({
  list: userProcedure
    .meta({ doing: 'list members' })
    .input(listMembersInput)
    .query(({ ctx, input }) => listMembers(ctx.user, input)),

  set: userProcedure
    .meta({ doing: 'set member' })
    .input(setMemberInput)
    .mutation(({ ctx, input }) => setMember(ctx.user, input)),

  delete: userProcedure
    .meta({ doing: 'delete member' })
    .input(deleteMemberInput)
    .mutation(({ ctx, input }) => deleteMember(ctx.user, input)),

  candidates: userProcedure
    .meta({ doing: 'list candidates' })
    .input(candidatesInput)
    .query(({ ctx, input }) => listCandidates(ctx.user, input)),
});
