import { Prisma } from '@/generated/prisma/client';

/** Repos that are not deleted. No user sees any other. */
export const liveRepos = { deletedAt: null } as const satisfies Prisma.RepoWhereInput;

/** As liveRepos, for statements in SQL: a condition on the columns of `repos`. */
export const liveRepoRows = Prisma.sql`(deleted_at IS NULL)`;
