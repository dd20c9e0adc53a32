import { describe, expect, it } from 'vitest';
import type { FileRole } from './engine';
import { fileRoleOf } from './fileRole';
import { fileKindOf } from './secrets/fileKind';

describe('the role by which findings are ranked', () => {
  it.each<[string, FileRole]>([
    ['src/main.ts', 'product'],
    ['build/deploy.sh', 'product'],
    ['bin/console', 'product'],
    ['src/rules/pricing.ts', 'product'],
    ['k8s/secrets/prod.yaml', 'product'],
    ['config/secrets.yml', 'product'],
    ['distribution/app.ts', 'product'],
    ['fraud-detection/rules/cards.ts', 'product'],
    ['src/main.test.ts', 'test'],
    ['.env.example', 'example'],
    ['docs/setup.md', 'docs'],
    ['wiki/home.txt', 'docs'],
    ['charts/wiki/values.yaml', 'product'],
    ['src/Security.java', 'product'],
    ['config/packages/security.yaml', 'product'],
    ['src/history.ts', 'product'],
    ['SECURITY', 'docs'],
    ['CHANGELOG-2.txt', 'docs'],
    ['README.Debian', 'docs'],
    ['public/app.min.js', 'vendored'],
    ['vendor/a/dist/b.js', 'vendored'],
    ['dist/app.js', 'generated'],
    ['web/.next/server/page.js', 'generated'],
    ['src/api.generated.ts', 'generated'],
    ['src/__generated__/schema.ts', 'generated'],
    ['proto/user_pb2.py', 'generated'],
    ['proto/user_pb2_grpc.py', 'generated'],
    ['proto/user.pb.go', 'generated'],
    ['lib/user.g.dart', 'generated'],
    ['Forms/Main.Designer.cs', 'generated'],
    ['public/app.js.map', 'generated'],
    ['build/static/js/main.js', 'generated'],
    ['target/classes/application.yml', 'generated'],
    ['package-lock.json', 'generated'],
    ['pnpm-lock.yaml', 'generated'],
    ['Cargo.lock', 'generated'],
    ['go.sum', 'generated'],
    ['docs/dist/app.js', 'docs'],
    ['.gitleaks.toml', 'test'],
    ['config/gitleaks.toml', 'test'],
    ['.gitleaksignore', 'test'],
    ['.secrets.baseline', 'test'],
    ['.trufflehog.yml', 'test'],
    ['trufflehog-exclude.txt', 'test'],
    ['.semgrep/keys.yml', 'test'],
    ['semgrep-rules/generic/secrets/a.yaml', 'test'],
    ['cmd/generate/config/rules/adobe.go', 'test'],
    ['pkg/detectors/github/github.go', 'test'],
    ['crates/noseyparker/data/default/builtin/rules/aws.yml', 'test'],
    ['src/engines/secrets/rules/aws.ts', 'test'],
    ['src/secret-scanner/samples/keys.ts', 'test'],
  ])('of %s is %s', (path, role) => {
    expect(fileRoleOf(path)).toBe(role);
  });

  it.each(['dist/app.js', 'Cargo.lock', '.gitleaks.toml', 'src/engines/secrets/rules/aws.ts'])(
    'does not change how the values of %s are judged',
    (path) => {
      expect(fileKindOf(path).role).toBe('product');
    },
  );
});
