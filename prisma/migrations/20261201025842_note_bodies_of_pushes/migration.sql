-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "body_digest" TEXT;
