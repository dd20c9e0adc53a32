-- Deletions go by plain batches of the worker's.
DROP FUNCTION "purge_findings"(UUID, UUID, INTEGER);
DROP FUNCTION "purge_scans"(UUID, UUID, INTEGER);

-- The name of the record of a deletion: the rows stay, and so do their indexes.
ALTER TABLE "deletion_records" RENAME TO "deletions";
ALTER TABLE "deletions" RENAME CONSTRAINT "deletion_records_pkey" TO "deletions_pkey";
ALTER INDEX "deletion_records_actor_id_requested_at_idx" RENAME TO "deletions_actor_id_requested_at_idx";
ALTER INDEX "deletion_records_requested_at_idx" RENAME TO "deletions_requested_at_idx";
ALTER INDEX "deletion_records_finished_at_idx" RENAME TO "deletions_finished_at_idx";
ALTER INDEX "deletion_records_waiting" RENAME TO "deletions_waiting";
ALTER INDEX "deletion_records_held" RENAME TO "deletions_held";

-- Seven columns of counts become one, by the names of the tables.
ALTER TABLE "deletions" ADD COLUMN "counts" JSONB NOT NULL DEFAULT '{}';
UPDATE "deletions" SET "counts" = jsonb_strip_nulls(jsonb_build_object(
  'repos', NULLIF("repos", 0),
  'scans', NULLIF("scans", 0),
  'scan_stages', NULLIF("stages", 0),
  'findings', NULLIF("findings", 0),
  'finding_events', NULLIF("events", 0),
  'suppressions', NULLIF("suppressions", 0),
  'repo_contents', NULLIF("contents", 0)));
ALTER TABLE "deletions"
  DROP COLUMN "repos",
  DROP COLUMN "scans",
  DROP COLUMN "stages",
  DROP COLUMN "findings",
  DROP COLUMN "events",
  DROP COLUMN "suppressions",
  DROP COLUMN "contents";

ALTER TABLE "retention_rules" RENAME COLUMN "looked_at" TO "applied_at";

-- What retention keeps of each repo: its newest completed scan, and the one that the next scan builds on.
ALTER TABLE "repos" ADD COLUMN "latest_scan_id" UUID, ADD COLUMN "base_scan_id" UUID;
UPDATE "repos" AS r SET
  "latest_scan_id" = (
    SELECT s."id" FROM "scans" s WHERE s."repo_id" = r."id" AND s."status" = 'completed' ORDER BY s."id" DESC LIMIT 1),
  "base_scan_id" = (
    SELECT s."id" FROM "scans" s
    WHERE s."repo_id" = r."id" AND s."status" = 'completed' AND s."history_tips" <> '{}' ORDER BY s."id" DESC LIMIT 1);

-- CreateIndex
CREATE INDEX "repos_latest_scan_id_idx" ON "repos"("latest_scan_id");

-- CreateIndex
CREATE INDEX "repos_base_scan_id_idx" ON "repos"("base_scan_id");

-- AddForeignKey
ALTER TABLE "repos" ADD CONSTRAINT "repos_latest_scan_id_fkey" FOREIGN KEY ("latest_scan_id") REFERENCES "scans"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repos" ADD CONSTRAINT "repos_base_scan_id_fkey" FOREIGN KEY ("base_scan_id") REFERENCES "scans"("id") ON DELETE SET NULL ON UPDATE CASCADE;
