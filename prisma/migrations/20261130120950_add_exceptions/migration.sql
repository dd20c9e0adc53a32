-- AlterTable
ALTER TABLE "inventories" ADD COLUMN     "exceptions" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "exceptions_end" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "inventories_exceptions_end_idx" ON "inventories"("exceptions_end");
