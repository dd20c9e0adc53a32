-- DropForeignKey
ALTER TABLE "finding_events" DROP CONSTRAINT "finding_events_repo_id_fkey";

-- DropIndex
DROP INDEX "finding_events_repo_id_id_idx";

-- AlterTable
ALTER TABLE "finding_events" DROP COLUMN "repo_id";
