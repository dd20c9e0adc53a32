-- DropIndex
DROP INDEX "finding_events_triage_id_idx";

-- AlterTable
ALTER TABLE "triages" ADD COLUMN     "position_finding" UUID,
ADD COLUMN     "position_repo" UUID;

-- CreateIndex
CREATE INDEX "finding_events_triage_id_id_idx" ON "finding_events"("triage_id", "id");
