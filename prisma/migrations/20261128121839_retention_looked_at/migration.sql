-- AlterTable
ALTER TABLE "retention_rules" ADD COLUMN "looked_at" TIMESTAMPTZ(3);
