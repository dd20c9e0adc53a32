-- A rename keeps all values and takes no time.
ALTER TABLE "findings" RENAME COLUMN "digest" TO "identity";
ALTER INDEX "findings_repo_id_digest_idx" RENAME TO "findings_repo_id_identity_idx";
