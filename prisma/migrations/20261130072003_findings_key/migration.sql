-- AlterTable
ALTER TABLE "installation" ADD COLUMN     "findings_key" TEXT;
