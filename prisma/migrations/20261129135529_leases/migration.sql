-- DropIndex
DROP INDEX "repos_remote_state_idx";

-- DropIndex
DROP INDEX "scans_status_heartbeat_at_idx";

-- AlterTable
ALTER TABLE "repos" ADD COLUMN     "probe_attempt" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "probe_lease_until" TIMESTAMPTZ(3),
ADD COLUMN     "probe_worker_id" UUID;

-- AlterTable
ALTER TABLE "deletion_records" ADD COLUMN     "attempt" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lease_until" TIMESTAMPTZ(3),
ADD COLUMN     "worker_id" UUID;

-- AlterTable
ALTER TABLE "scans" DROP COLUMN "heartbeat_at",
ADD COLUMN     "lease_until" TIMESTAMPTZ(3),
ADD COLUMN     "owner_id" UUID,
ADD COLUMN     "worker_id" UUID;

-- CreateTable
CREATE TABLE "turns" (
    "owner_id" UUID NOT NULL,
    "job" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "turns_pkey" PRIMARY KEY ("owner_id","job")
);

-- What waits and what is held, by whose turn it is. The schema's language has no index on a part of a table.
CREATE INDEX "scans_waiting" ON "scans" ((COALESCE("owner_id", "repo_id")), "id") WHERE "completed_at" IS NULL;
CREATE INDEX "scans_held" ON "scans" ("repo_id") WHERE "worker_id" IS NOT NULL;
CREATE INDEX "repos_probe_waiting" ON "repos" ("user_id", "id") WHERE "remote_state" = 'pending';
CREATE INDEX "repos_probe_held" ON "repos" ("user_id") WHERE "probe_worker_id" IS NOT NULL;
CREATE INDEX "deletion_records_waiting" ON "deletion_records" ("kind", "actor_id", "requested_at") WHERE "finished_at" IS NULL;
CREATE INDEX "deletion_records_held" ON "deletion_records" ("actor_id") WHERE "worker_id" IS NOT NULL;

-- An open scan takes its owner's turn. Scans that are over have no turn, and need no owner.
UPDATE "scans" SET "owner_id" = "repos"."user_id" FROM "repos"
WHERE "repos"."id" = "scans"."repo_id" AND "scans"."completed_at" IS NULL;

-- Until now, jobs said which repo they were for. What they were for waits in the rows above, and a worker finds it there.
DO $$ BEGIN
  IF to_regclass('pgboss.job') IS NOT NULL THEN
    DELETE FROM pgboss.job WHERE name LIKE 'repo.%';
    DELETE FROM pgboss.archive WHERE name LIKE 'repo.%';
  END IF;
END $$;
