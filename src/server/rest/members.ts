import {
  deleteMemberInput,
  listMembersInput,
  memberFields,
  memberReceipt,
  setMemberInput,
} from '@/domain/members/schema';
import { deleteMember, listMembers, setMember } from '@/domain/members/service';
import { pageOf } from '@/domain/page';
import { operation } from './operation';

export const list = operation('/api/repos/{id}/members', {
  summary: 'List the users with whom a repository is shared, newest first',
  doing: 'list members',
  who: 'user',
  input: listMembersInput,
  output: pageOf(memberFields),
  run: listMembers,
});

export const set = operation('/api/repos/{id}/members', {
  summary: 'Share a repository with a user, by id or e-mail, or change their role',
  doing: 'set member',
  who: 'user',
  input: setMemberInput,
  output: pageOf(memberFields),
  run: setMember,
});

export const remove = operation('/api/repos/{id}/members/{user_id}', {
  summary: 'End the sharing of a repository with a user, or leave it',
  doing: 'delete member',
  who: 'user',
  input: deleteMemberInput,
  output: memberReceipt,
  run: deleteMember,
});
