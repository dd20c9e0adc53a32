-- CreateEnum
CREATE TYPE "issue_state" AS ENUM ('pending', 'open', 'closed', 'not_planned');

-- CreateTable
CREATE TABLE "issues" (
    "id" UUID NOT NULL,
    "repo_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "state" "issue_state" NOT NULL,
    "number" INTEGER,
    "url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "issues_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issue_runs" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "requested" INTEGER NOT NULL DEFAULT 1,
    "planned" INTEGER NOT NULL DEFAULT 0,
    "finished" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "worker_id" UUID,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "issue_runs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "issues_repo_id_id_idx" ON "issues"("repo_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "issues_repo_id_group_id_key" ON "issues"("repo_id", "group_id");

-- CreateIndex
CREATE INDEX "issue_runs_owner_id_id_idx" ON "issue_runs"("owner_id", "id");

-- CreateIndex
CREATE INDEX "issue_runs_worker_id_idx" ON "issue_runs"("worker_id");

-- AddForeignKey
ALTER TABLE "issues" ADD CONSTRAINT "issues_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_runs" ADD CONSTRAINT "issue_runs_id_fkey" FOREIGN KEY ("id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;
