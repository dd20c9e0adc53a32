-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "renewing_until" TIMESTAMPTZ(3);
