-- DropIndex
DROP INDEX "findings_repo_id_group_id_idx";

-- DropIndex
DROP INDEX "findings_assignee_id_idx";

-- AlterTable
-- The key of the list by path. A path may be longer than an entry of an index.
-- The schema can only say that the database makes the value: Prisma knows neither generated columns nor collations.
ALTER TABLE "findings" ADD COLUMN "path_key" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left("file_path", 500)) STORED;

-- CreateIndex
CREATE INDEX "findings_repo_id_path_key_id_idx" ON "findings"("repo_id", "path_key", "id");

-- CreateIndex
CREATE INDEX "findings_repo_id_last_seen_at_id_idx" ON "findings"("repo_id", "last_seen_at", "id");

-- CreateIndex
CREATE INDEX "findings_repo_id_group_id_priority_id_idx" ON "findings"("repo_id", "group_id", "priority", "id" DESC);

-- CreateIndex
CREATE INDEX "findings_assignee_id_repo_id_priority_id_idx" ON "findings"("assignee_id", "repo_id", "priority", "id" DESC);
