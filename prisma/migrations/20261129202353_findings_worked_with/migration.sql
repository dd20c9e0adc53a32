-- CreateEnum
CREATE TYPE "file_role" AS ENUM ('product', 'test', 'example', 'docs', 'generated', 'vendored');

-- CreateEnum
CREATE TYPE "member_role" AS ENUM ('viewer', 'triager');

-- AlterEnum
ALTER TYPE "finding_event_type" ADD VALUE 'moved';
ALTER TYPE "finding_event_type" ADD VALUE 'assignee_changed';

-- DropIndex
DROP INDEX "findings_repo_id_status_severity_idx";

-- DropIndex
DROP INDEX "finding_events_finding_id_idx";

-- AlterTable
-- Until the next scan knows better, a finding is in product code, and its group is the same rule and secret.
ALTER TABLE "findings" ADD COLUMN     "anchors" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "assignee_id" UUID,
ADD COLUMN     "evidence" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "file_role" "file_role" NOT NULL DEFAULT 'product',
ADD COLUMN     "fixed_at" TIMESTAMPTZ(3),
ADD COLUMN     "group_id" UUID,
ADD COLUMN     "introduced_by" TEXT,
ADD COLUMN     "severity_is_set" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "status_reason" TEXT,
ADD COLUMN     "status_until" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;
UPDATE "findings" SET "group_id" = md5(COALESCE("digest", "id"::text))::uuid,
  "fixed_at" = CASE WHEN "status" = 'fixed' THEN "updated_at" END;
ALTER TABLE "findings" ALTER COLUMN "group_id" SET NOT NULL,
ALTER COLUMN "file_role" DROP DEFAULT;
-- The schema can only say that the database makes the value: Prisma does not know generated columns.
ALTER TABLE "findings" ADD COLUMN "priority" SMALLINT NOT NULL GENERATED ALWAYS AS (
  (CASE WHEN "status" IN ('open', 'confirmed') THEN 0 ELSE 1 END * 4
    + CASE "severity" WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END) * 12
  + CASE "confidence" WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END * 4
  + CASE "file_role" WHEN 'product' THEN 0 ELSE 1 END * 2
  + CASE WHEN "in_tree" THEN 0 ELSE 1 END
) STORED;

-- AlterTable
ALTER TABLE "finding_events" ADD COLUMN     "replaced" JSONB,
ADD COLUMN     "triage_id" UUID;

-- AlterTable
ALTER TABLE "suppressions" ADD COLUMN     "fingerprint" TEXT,
ADD COLUMN     "until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "finding_counts" (
    "repo_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "severity" "severity" NOT NULL,
    "status" "finding_status" NOT NULL,
    "confidence" "confidence" NOT NULL,
    "file_role" "file_role" NOT NULL,
    "in_tree" BOOLEAN NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "finding_counts_pkey" PRIMARY KEY ("repo_id","source","severity","status","confidence","file_role","in_tree")
);

-- CreateTable
CREATE TABLE "members" (
    "repo_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "member_role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "members_pkey" PRIMARY KEY ("repo_id","user_id")
);

-- CreateTable
CREATE TABLE "triages" (
    "id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "input" JSONB NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "undone_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "worker_id" UUID,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "triages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "views" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "sort" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "views_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "members_user_id_repo_id_idx" ON "members"("user_id", "repo_id");

-- CreateIndex
CREATE INDEX "triages_actor_id_id_idx" ON "triages"("actor_id", "id");

-- CreateIndex
CREATE INDEX "triages_finished_at_idx" ON "triages"("finished_at");

-- CreateIndex
CREATE INDEX "views_user_id_id_idx" ON "views"("user_id", "id");

-- CreateIndex
CREATE INDEX "findings_repo_id_priority_id_idx" ON "findings"("repo_id", "priority", "id" DESC);

-- CreateIndex
CREATE INDEX "findings_repo_id_group_id_idx" ON "findings"("repo_id", "group_id");

-- CreateIndex
CREATE INDEX "findings_assignee_id_idx" ON "findings"("assignee_id");

-- CreateIndex
CREATE INDEX "findings_status_until_idx" ON "findings"("status_until");

-- CreateIndex
CREATE INDEX "finding_events_finding_id_id_idx" ON "finding_events"("finding_id", "id");

-- CreateIndex
CREATE INDEX "finding_events_triage_id_idx" ON "finding_events"("triage_id");

-- AddForeignKey
ALTER TABLE "findings" ADD CONSTRAINT "findings_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_events" ADD CONSTRAINT "finding_events_triage_id_fkey" FOREIGN KEY ("triage_id") REFERENCES "triages"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_counts" ADD CONSTRAINT "finding_counts_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "triages" ADD CONSTRAINT "triages_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "views" ADD CONSTRAINT "views_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The counts of the findings that are there.
INSERT INTO "finding_counts"
SELECT "repo_id", "source", "severity", "status", "confidence", "file_role", "in_tree", count(*)
FROM "findings" GROUP BY 1, 2, 3, 4, 5, 6, 7;
