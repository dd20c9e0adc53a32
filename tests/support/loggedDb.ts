import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@/generated/prisma/client';

export type Statement = { query: string; params: unknown[] };

/** A client whose statements that name a table are kept, to be explained. */
export type LoggedDb = { prisma: PrismaClient<'query'>; statements: Statement[] };

/** @param table a part of its name */
export function openLogged(url: string, table: string): LoggedDb {
  const statements: Statement[] = [];
  const adapter = new PrismaPg({ connectionString: url });
  const prisma = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
  prisma.$on('query', ({ query, params }) => {
    if (query.includes(table)) statements.push({ query, params: JSON.parse(params) as unknown[] });
  });
  return { prisma, statements };
}
