-- DropForeignKey
ALTER TABLE "content_results" DROP CONSTRAINT "content_results_rule_set_fkey";

-- DropForeignKey
ALTER TABLE "repo_contents" DROP CONSTRAINT "repo_contents_repo_id_fkey";

-- DropForeignKey
ALTER TABLE "repo_contents" DROP CONSTRAINT "repo_contents_content_id_fkey";

-- DropTable
DROP TABLE "content_results";

-- DropTable
DROP TABLE "repo_contents";

-- DropTable
DROP TABLE "rule_sets";
