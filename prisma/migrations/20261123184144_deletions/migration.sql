-- CreateEnum
CREATE TYPE "deletion_kind" AS ENUM ('repo', 'user', 'retention');

-- DropIndex
DROP INDEX "findings_repo_id_id_idx";

-- DropIndex
DROP INDEX "finding_events_repo_id_idx";

-- DropIndex
DROP INDEX "finding_events_actor_id_idx";

-- DropIndex
DROP INDEX "scans_repo_id_id_idx";

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3);

-- What was the id of a repo may now be that of a user or of a run of the retention rule.
ALTER TABLE "deletion_records" RENAME COLUMN "repo_id" TO "id";

-- AlterTable
ALTER TABLE "deletion_records"
ADD COLUMN     "contents" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "kind" "deletion_kind" NOT NULL DEFAULT 'repo',
ADD COLUMN     "name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "orphans" INTEGER,
ADD COLUMN     "repos" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "stages" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "suppressions" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "total" INTEGER,
ALTER COLUMN "actor_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "retention_rules" (
    "subject" TEXT NOT NULL,
    "days" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "retention_rules_pkey" PRIMARY KEY ("subject")
);

-- CreateIndex
CREATE INDEX "users_deleted_at_idx" ON "users"("deleted_at");

-- CreateIndex
CREATE INDEX "findings_repo_id_id_idx" ON "findings"("repo_id", "id");

-- CreateIndex
CREATE INDEX "finding_events_repo_id_id_idx" ON "finding_events"("repo_id", "id");

-- CreateIndex
CREATE INDEX "finding_events_actor_id_id_idx" ON "finding_events"("actor_id", "id");

-- CreateIndex
CREATE INDEX "deletion_records_requested_at_idx" ON "deletion_records"("requested_at" DESC);

-- CreateIndex
CREATE INDEX "deletion_records_finished_at_idx" ON "deletion_records"("finished_at");

-- CreateIndex
CREATE INDEX "scans_repo_id_id_idx" ON "scans"("repo_id", "id");
