-- CreateEnum
CREATE TYPE "schedule_kind" AS ENUM ('daily', 'weekly', 'cron');

-- CreateEnum
CREATE TYPE "webhook_provider" AS ENUM ('github', 'gitlab', 'gitea');

-- CreateEnum
CREATE TYPE "webhook_mode" AS ENUM ('provider', 'manual');

-- The path of a remote, as placeOf of src/domain/webhooks/rules.ts reads it. PostgreSQL fills it for the rows that are there, too.
-- It is cut, as an index has no long texts.
ALTER TABLE "repos" ADD COLUMN "remote_path" TEXT GENERATED ALWAYS AS (left(lower(regexp_replace(
  regexp_replace("remote_url", '^([a-zA-Z][a-zA-Z0-9+.-]*://[^/]*|[^/:]*:)/*', ''), '/*(\.git)?/*$', '')), 500)) STORED;

-- CreateTable
CREATE TABLE "schedules" (
    "repo_id" UUID NOT NULL,
    "kind" "schedule_kind" NOT NULL,
    "cron" TEXT,
    "time_zone" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "schedules_pkey" PRIMARY KEY ("repo_id")
);

-- CreateTable
CREATE TABLE "webhooks" (
    "repo_id" UUID NOT NULL,
    "mode" "webhook_mode" NOT NULL,
    "provider" "webhook_provider" NOT NULL,
    "secret" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhooks_pkey" PRIMARY KEY ("repo_id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "repo_id" UUID NOT NULL,
    "provider" "webhook_provider" NOT NULL,
    "key" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "commit_sha" TEXT,
    "outcome" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "schedules_next_at_idx" ON "schedules"("next_at");

-- CreateIndex
CREATE INDEX "deliveries_repo_id_id_idx" ON "deliveries"("repo_id", "id" DESC);

-- CreateIndex
CREATE INDEX "deliveries_received_at_idx" ON "deliveries"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_repo_id_provider_key_key" ON "deliveries"("repo_id", "provider", "key");

-- CreateIndex
CREATE INDEX "repos_remote_path_idx" ON "repos"("remote_path");

-- AddForeignKey
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;
