-- CreateEnum
CREATE TYPE "host_item_kind" AS ENUM ('webhook', 'deploy_key');

-- CreateEnum
CREATE TYPE "host_item_outcome" AS ENUM ('removed', 'gone', 'refused', 'disconnected', 'unreachable');

-- AlterTable
ALTER TABLE "repos" ADD COLUMN     "external_id" TEXT,
ADD COLUMN     "remote_archived" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "remote_former_url" TEXT;

-- CreateTable
CREATE TABLE "host_items" (
    "id" UUID NOT NULL,
    "repo_id" UUID,
    "made_for_id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "kind" "host_item_kind" NOT NULL,
    "provider" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "full_name" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "secret" TEXT,
    "token" TEXT,
    "token_kind" "connection_kind",
    "made_at" TIMESTAMPTZ(3),
    "outcome" "host_item_outcome",
    "message" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "worker_id" UUID,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "host_items_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "host_items_repo_id_idx" ON "host_items"("repo_id");

-- CreateIndex
CREATE INDEX "host_items_made_for_id_idx" ON "host_items"("made_for_id");

-- CreateIndex
CREATE INDEX "host_items_owner_id_id_idx" ON "host_items"("owner_id", "id");

-- CreateIndex
CREATE INDEX "host_items_worker_id_idx" ON "host_items"("worker_id");

-- AddForeignKey
ALTER TABLE "host_items" ADD CONSTRAINT "host_items_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repos"("id") ON DELETE SET NULL ON UPDATE CASCADE;
