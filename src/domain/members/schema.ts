import { z } from 'zod';
import { byId, idField, oneOf, optional } from '../fields';
import { pageInput } from '../page';
import { email } from '../users/schema';
import { MEMBER_ROLES } from './rules';

/** The limit for one repo, as pickers list all of them. */
export const MAX_MEMBERS = 1_000;

const userId = idField('user_id');

/** `id` is the repo's, here and below. */
export const listMembersInput = pageInput.extend(byId.shape);
export const deleteMemberInput = byId.extend({ userId });

/** Shares a repo with a user, or changes their role. */
export const setMemberInput = byId
  .extend({
    userId: optional(userId),
    /** Of the user's account, in place of its id. */
    email: optional(email),
    role: oneOf('role', MEMBER_ROLES),
  })
  .refine((input) => (input.userId === undefined) !== (input.email === undefined), {
    error: 'Either user_id or email is required',
    path: ['userId'],
  });

export const candidatesInput = z.object({ repoId: idField('repo_id') });

export const memberFields = z.object({
  userId: z.uuid(),
  email: z.string(),
  role: z.enum(MEMBER_ROLES),
  createdAt: z.date(),
});
/** `id` is the user's. */
export const memberReceipt = z.object({ id: z.uuid(), deleted: z.literal(true) });

export type MemberRole = (typeof MEMBER_ROLES)[number];
export type Member = z.infer<typeof memberFields>;
export type MemberReceipt = z.infer<typeof memberReceipt>;
export type ListMembersInput = z.infer<typeof listMembersInput>;
export type SetMemberInput = z.infer<typeof setMemberInput>;
export type DeleteMemberInput = z.infer<typeof deleteMemberInput>;
