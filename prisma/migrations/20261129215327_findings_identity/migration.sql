-- DropIndex
DROP INDEX "findings_repo_id_fingerprint_key";

-- CreateIndex
CREATE INDEX "findings_repo_id_digest_idx" ON "findings"("repo_id", "digest");

-- CreateIndex
CREATE INDEX "findings_repo_id_fingerprint_idx" ON "findings"("repo_id", "fingerprint");
