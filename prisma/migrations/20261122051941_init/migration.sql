-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "user_role" AS ENUM ('admin', 'user');

-- CreateEnum
CREATE TYPE "token_scope" AS ENUM ('repos:read', 'repos:write', 'scans:read', 'scans:write', 'findings:read', 'findings:write');

-- CreateEnum
CREATE TYPE "finding_source" AS ENUM ('secrets', 'static', 'dependencies', 'import');

-- CreateEnum
CREATE TYPE "finding_status" AS ENUM ('open', 'confirmed', 'dismissed', 'false_positive', 'fixed');

-- CreateEnum
CREATE TYPE "confidence" AS ENUM ('high', 'medium', 'low');

-- CreateEnum
CREATE TYPE "fix_type" AS ENUM ('code_change', 'dependency_upgrade', 'config_change', 'manual_review');

-- CreateEnum
CREATE TYPE "finding_event_type" AS ENUM ('created', 'status_changed', 'severity_changed', 'commented');

-- CreateEnum
CREATE TYPE "source_type" AS ENUM ('git_url', 'github', 'gitlab');

-- CreateEnum
CREATE TYPE "severity" AS ENUM ('critical', 'high', 'medium', 'low');

-- CreateEnum
CREATE TYPE "remote_state" AS ENUM ('pending', 'found', 'empty', 'failed', 'none');

-- CreateEnum
CREATE TYPE "scan_type" AS ENUM ('full', 'incremental', 'import');

-- CreateEnum
CREATE TYPE "scan_status" AS ENUM ('queued', 'ingesting', 'ingested', 'static_analysis', 'reporting', 'completed', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "stage_status" AS ENUM ('pending', 'running', 'completed', 'failed', 'skipped');

-- CreateTable
CREATE TABLE "orgs" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "orgs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "display_name" TEXT,
    "role" "user_role" NOT NULL,
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "scopes" "token_scope"[],
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_links" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "password_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "user_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "resource_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateTable
CREATE TABLE "findings" (
    "id" UUID NOT NULL,
    "scan_id" UUID NOT NULL,
    "repo_id" UUID NOT NULL,
    "source" "finding_source" NOT NULL,
    "status" "finding_status" NOT NULL,
    "severity" "severity" NOT NULL,
    "confidence" "confidence" NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "rule_id" TEXT NOT NULL,
    "cwe_id" TEXT,
    "cve_id" TEXT,
    "file_path" TEXT NOT NULL,
    "line_start" INTEGER NOT NULL,
    "line_end" INTEGER,
    "commit_sha" TEXT,
    "in_tree" BOOLEAN NOT NULL,
    "code_snippet" TEXT,
    "suggested_patch" TEXT,
    "fix_type" "fix_type" NOT NULL,
    "fix_summary" TEXT,
    "references" TEXT[],
    "fingerprint" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "findings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_events" (
    "id" UUID NOT NULL,
    "finding_id" UUID NOT NULL,
    "repo_id" UUID NOT NULL,
    "actor_id" UUID,
    "type" "finding_event_type" NOT NULL,
    "old_value" TEXT,
    "new_value" TEXT,
    "comment" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "finding_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repos" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "org_id" UUID,
    "name" TEXT NOT NULL,
    "source_type" "source_type" NOT NULL,
    "remote_url" TEXT,
    "default_branch" TEXT,
    "last_commit_sha" TEXT,
    "oauth_connection_id" UUID,
    "issue_auto_create_enabled" BOOLEAN NOT NULL DEFAULT false,
    "issue_auto_create_min_severity" "severity" NOT NULL DEFAULT 'high',
    "remote_state" "remote_state" NOT NULL,
    "remote_message" TEXT,
    "remote_checked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "repos_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deletion_records" (
    "repo_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "scans" INTEGER NOT NULL DEFAULT 0,
    "findings" INTEGER NOT NULL DEFAULT 0,
    "events" INTEGER NOT NULL DEFAULT 0,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "deletion_records_pkey" PRIMARY KEY ("repo_id")
);

-- CreateTable
CREATE TABLE "scans" (
    "id" UUID NOT NULL,
    "repo_id" UUID NOT NULL,
    "scan_type" "scan_type" NOT NULL,
    "status" "scan_status" NOT NULL,
    "complete" BOOLEAN,
    "triggered_by" UUID,
    "commit_sha" TEXT,
    "base_commit_sha" TEXT,
    "parent_scan_id" UUID,
    "finding_count" INTEGER NOT NULL DEFAULT 0,
    "critical_count" INTEGER NOT NULL DEFAULT 0,
    "high_count" INTEGER NOT NULL DEFAULT 0,
    "medium_count" INTEGER NOT NULL DEFAULT 0,
    "low_count" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "error_message" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scan_stages" (
    "id" UUID NOT NULL,
    "scan_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" "stage_status" NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "numbers" JSONB NOT NULL DEFAULT '{}',
    "message" TEXT,

    CONSTRAINT "scan_stages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions"("token_hash");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "accounts_user_id_provider_idx" ON "accounts"("user_id", "provider");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_provider_provider_account_id_key" ON "accounts"("provider", "provider_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_token_hash_key" ON "api_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "api_tokens_user_id_idx" ON "api_tokens"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "password_links_token_hash_key" ON "password_links"("token_hash");

-- CreateIndex
CREATE INDEX "password_links_user_id_idx" ON "password_links"("user_id");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE INDEX "findings_scan_id_idx" ON "findings"("scan_id");

-- CreateIndex
CREATE INDEX "findings_repo_id_id_idx" ON "findings"("repo_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "findings_repo_id_fingerprint_key" ON "findings"("repo_id", "fingerprint");

-- CreateIndex
CREATE INDEX "finding_events_finding_id_idx" ON "finding_events"("finding_id");

-- CreateIndex
CREATE INDEX "finding_events_repo_id_idx" ON "finding_events"("repo_id");

-- CreateIndex
CREATE INDEX "finding_events_actor_id_idx" ON "finding_events"("actor_id");

-- CreateIndex
CREATE INDEX "repos_user_id_id_idx" ON "repos"("user_id", "id" DESC);

-- CreateIndex
CREATE INDEX "repos_org_id_idx" ON "repos"("org_id");

-- CreateIndex
CREATE INDEX "repos_oauth_connection_id_idx" ON "repos"("oauth_connection_id");

-- CreateIndex
CREATE INDEX "repos_remote_state_idx" ON "repos"("remote_state");

-- CreateIndex
CREATE INDEX "repos_deleted_at_idx" ON "repos"("deleted_at");

-- CreateIndex
CREATE INDEX "deletion_records_actor_id_requested_at_idx" ON "deletion_records"("actor_id", "requested_at" DESC);

-- CreateIndex
CREATE INDEX "scans_repo_id_id_idx" ON "scans"("repo_id", "id" DESC);

-- CreateIndex
CREATE INDEX "scans_triggered_by_idx" ON "scans"("triggered_by");

-- CreateIndex
CREATE INDEX "scans_parent_scan_id_idx" ON "scans"("parent_scan_id");

-- CreateIndex
CREATE UNIQUE INDEX "scan_stages_scan_id_name_key" ON "scan_stages"("scan_id", "name");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_links" ADD CONSTRAINT "password_links_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "findings" ADD CONSTRAINT "findings_scan_id_fkey" FOREIGN KEY ("scan_id") REFERENCES "scans"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "findings" ADD CONSTRAINT "findings_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_events" ADD CONSTRAINT "finding_events_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "findings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_events" ADD CONSTRAINT "finding_events_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_events" ADD CONSTRAINT "finding_events_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repos" ADD CONSTRAINT "repos_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repos" ADD CONSTRAINT "repos_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "orgs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repos" ADD CONSTRAINT "repos_oauth_connection_id_fkey" FOREIGN KEY ("oauth_connection_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scans" ADD CONSTRAINT "scans_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scans" ADD CONSTRAINT "scans_triggered_by_fkey" FOREIGN KEY ("triggered_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scans" ADD CONSTRAINT "scans_parent_scan_id_fkey" FOREIGN KEY ("parent_scan_id") REFERENCES "scans"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scan_stages" ADD CONSTRAINT "scan_stages_scan_id_fkey" FOREIGN KEY ("scan_id") REFERENCES "scans"("id") ON DELETE CASCADE ON UPDATE CASCADE;
