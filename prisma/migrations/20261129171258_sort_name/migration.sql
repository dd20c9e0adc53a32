-- The key of the list by name. PostgreSQL fills it for the rows that are there, too.
-- The schema can only say that the database makes the value: Prisma knows neither generated columns nor collations.
ALTER TABLE "repos" ADD COLUMN "sort_name" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower("name")) STORED;

-- CreateIndex
CREATE INDEX "repos_user_id_sort_name_id_idx" ON "repos"("user_id", "sort_name", "id");
