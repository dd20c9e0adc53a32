import { deletionReceipt } from '@/domain/deletions/schema';
import { deleteUser } from '@/domain/deletions/service';
import { pageInput, pageOf } from '@/domain/page';
import { createUserInput, invitedUser, userFields } from '@/domain/users/schema';
import { createUser, listUsers } from '@/domain/users/service';
import { operation } from './operation';

export const create = operation({
  summary: 'Create an account for somebody else (admins)',
  doing: 'create user',
  who: 'user',
  input: createUserInput,
  output: invitedUser,
  status: 201,
  run: ({ ctx, input }) => createUser(ctx, input),
});

export const list = operation({
  summary: 'List the accounts, newest first (admins)',
  doing: 'list users',
  who: 'user',
  input: pageInput,
  output: pageOf(userFields),
  run: ({ ctx, input }) => listUsers(ctx, input),
});

export const remove = operation({
  summary: 'Delete an account with all its repositories (admins, or your own)',
  doing: 'delete user',
  who: 'user',
  output: deletionReceipt,
  run: ({ ctx, id }) => deleteUser(ctx, id),
});
