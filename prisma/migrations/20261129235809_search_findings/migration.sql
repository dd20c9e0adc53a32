-- Extensions that come with PostgreSQL. An index of both finds a text in the findings of some repos alone.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- CreateTable
CREATE TABLE "finding_texts" (
    "finding_id" UUID NOT NULL,
    "repo_id" UUID NOT NULL,
    "text" TEXT NOT NULL
);
INSERT INTO "finding_texts"
SELECT "id", "repo_id", concat_ws(E'\n', "title", "rule_id", "file_path") FROM "findings";
ALTER TABLE "finding_texts" ADD CONSTRAINT "finding_texts_pkey" PRIMARY KEY ("finding_id");

-- CreateIndex
-- The schema can't describe it. A search reads what is not yet sorted into it, which therefore has a low limit.
CREATE INDEX "finding_texts_repo_id_text_idx" ON "finding_texts" USING gin ("repo_id", "text" gin_trgm_ops)
  WITH (gin_pending_list_limit = 1024);

-- AddForeignKey
ALTER TABLE "finding_texts" ADD CONSTRAINT "finding_texts_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "findings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whatever writes a finding, its text is right.
CREATE FUNCTION "keep_finding_text"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO finding_texts VALUES (NEW.id, NEW.repo_id, concat_ws(E'\n', NEW.title, NEW.rule_id, NEW.file_path))
  ON CONFLICT (finding_id) DO UPDATE SET text = EXCLUDED.text;
  RETURN NULL;
END $$;
CREATE TRIGGER "keep_text_of_new" AFTER INSERT ON "findings"
FOR EACH ROW EXECUTE FUNCTION "keep_finding_text"();
CREATE TRIGGER "keep_text_of_changed" AFTER UPDATE OF "title", "rule_id", "file_path" ON "findings"
FOR EACH ROW WHEN ((OLD.title, OLD.rule_id, OLD.file_path) IS DISTINCT FROM (NEW.title, NEW.rule_id, NEW.file_path))
EXECUTE FUNCTION "keep_finding_text"();
