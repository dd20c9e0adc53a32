import { deletionReceipt } from '@/domain/deletions/schema';
import { deleteUser } from '@/domain/deletions/service';
import { byId } from '@/domain/fields';
import { pageInput, pageOf } from '@/domain/page';
import { createUserInput, invitedUser, userFields } from '@/domain/users/schema';
import { createUser, listUsers } from '@/domain/users/service';
import { operation } from './operation';

export const create = operation('/api/users', {
  summary: 'Create an account for another user (admins)',
  doing: 'create user',
  who: 'user',
  input: createUserInput,
  output: invitedUser,
  status: 201,
  run: createUser,
});

export const list = operation('/api/users', {
  summary: 'List the accounts, newest first (admins)',
  doing: 'list users',
  who: 'user',
  input: pageInput,
  output: pageOf(userFields),
  run: listUsers,
});

export const remove = operation('/api/users/{id}', {
  summary: 'Delete an account with all its repositories (admins, or your own)',
  doing: 'delete user',
  who: 'user',
  input: byId,
  output: deletionReceipt,
  run: deleteUser,
});
