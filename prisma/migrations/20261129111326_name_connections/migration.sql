-- Renames a table with all that is named after it. Nothing is copied, and no row is touched.
ALTER TABLE "accounts" RENAME TO "connections";

ALTER TABLE "connections" RENAME CONSTRAINT "accounts_pkey" TO "connections_pkey";
ALTER TABLE "connections" RENAME CONSTRAINT "accounts_user_id_fkey" TO "connections_user_id_fkey";
ALTER INDEX "accounts_user_id_provider_idx" RENAME TO "connections_user_id_provider_idx";
ALTER INDEX "accounts_provider_provider_account_id_key" RENAME TO "connections_provider_provider_account_id_key";
