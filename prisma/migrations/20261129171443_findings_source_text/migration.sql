-- AlterTable
ALTER TABLE "findings" ALTER COLUMN "source" TYPE TEXT USING "source"::TEXT;

-- DropEnum
DROP TYPE "finding_source";
