-- AlterTable
ALTER TABLE "advisory_sources" ADD COLUMN     "is_whole" BOOLEAN NOT NULL DEFAULT true;
