-- CreateEnum
CREATE TYPE "suppressed_by" AS ENUM ('comment', 'ignore_file', 'allow_list');

-- DropIndex
DROP INDEX "findings_scan_id_idx";

-- AlterTable
ALTER TABLE "findings" ADD COLUMN     "digest" TEXT,
ADD COLUMN     "introduced_at" TIMESTAMPTZ(3),
ADD COLUMN     "introduced_path" TEXT,
ADD COLUMN     "removed_commit" TEXT,
ADD COLUMN     "snippet_line" INTEGER,
ADD COLUMN     "suppressed_by" "suppressed_by";

-- AlterTable
ALTER TABLE "repos" ADD COLUMN     "scan_all_refs" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "scans" ADD COLUMN     "attempt" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "coverage" JSONB,
ADD COLUMN     "fixed_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "heartbeat_at" TIMESTAMPTZ(3),
ADD COLUMN     "history_tips" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "new_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "rule_set" TEXT;

-- CreateTable
CREATE TABLE "content_results" (
    "id" UUID NOT NULL,
    "rule_set" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "keywords" INTEGER[],
    "matches" JSONB NOT NULL,

    CONSTRAINT "content_results_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repo_contents" (
    "repo_id" UUID NOT NULL,
    "content_id" UUID NOT NULL,

    CONSTRAINT "repo_contents_pkey" PRIMARY KEY ("repo_id","content_id")
);

-- CreateTable
CREATE TABLE "rule_sets" (
    "version" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_sets_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "suppressions" (
    "id" UUID NOT NULL,
    "repo_id" UUID NOT NULL,
    "rule_id" TEXT,
    "path" TEXT,
    "reason" TEXT NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "suppressions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "content_results_rule_set_idx" ON "content_results"("rule_set");

-- CreateIndex
CREATE INDEX "repo_contents_content_id_idx" ON "repo_contents"("content_id");

-- CreateIndex
CREATE INDEX "suppressions_repo_id_id_idx" ON "suppressions"("repo_id", "id" DESC);

-- CreateIndex
CREATE INDEX "suppressions_created_by_idx" ON "suppressions"("created_by");

-- CreateIndex
CREATE INDEX "findings_scan_id_id_idx" ON "findings"("scan_id", "id" DESC);

-- CreateIndex
CREATE INDEX "findings_repo_id_status_severity_idx" ON "findings"("repo_id", "status", "severity");

-- CreateIndex
CREATE INDEX "scans_status_heartbeat_at_idx" ON "scans"("status", "heartbeat_at");

-- AddForeignKey
ALTER TABLE "content_results" ADD CONSTRAINT "content_results_rule_set_fkey" FOREIGN KEY ("rule_set") REFERENCES "rule_sets"("version") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repo_contents" ADD CONSTRAINT "repo_contents_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repo_contents" ADD CONSTRAINT "repo_contents_content_id_fkey" FOREIGN KEY ("content_id") REFERENCES "content_results"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
