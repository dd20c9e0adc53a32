-- AlterEnum
ALTER TYPE "suppressed_by" ADD VALUE 'tool';

-- AlterTable
ALTER TABLE "findings" ADD COLUMN     "details" JSONB,
ADD COLUMN     "tool" TEXT,
ADD COLUMN     "tool_category" TEXT;
