-- CreateIndex
-- The schema can't describe it. An import of EPSS or of exploited CVEs finds the advisories about these by it.
CREATE INDEX "advisories_aliases_idx" ON "advisories" USING gin (("document" -> 'aliases'));
