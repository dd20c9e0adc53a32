-- AlterTable
ALTER TABLE "inventories" ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "scans" ADD COLUMN     "uncompared" INTEGER NOT NULL DEFAULT 0;
