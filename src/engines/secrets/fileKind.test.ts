import { describe, expect, it } from 'vitest';
import type { FileRole } from '../engine';
import { type FileFormat, fileKindOf, kindKey } from './fileKind';

describe('the format of', () => {
  it.each<[string, FileFormat]>([
    ['src/main.ts', 'code'],
    ['Main.JAVA', 'code'],
    ['infra/main.tf', 'code'],
    ['.docker/config.json', 'docker-config'],
    ['home/me/.dockercfg', 'docker-config'],
    ['k8s/.dockerconfigjson', 'docker-config'],
    ['config.json', 'json'],
    ['.env', 'env'],
    ['.env.production', 'env'],
    ['.env-staging', 'env'],
    ['prod.env', 'env'],
    ['.envrc', 'env'],
    ['.env.example', 'env'],
    ['environment.ts', 'code'],
    ['.git-credentials', 'git-credentials'],
    ['www/.htpasswd', 'htpasswd'],
    ['.aws/credentials', 'ini'],
    ['setup.cfg', 'ini'],
    ['nginx.conf', 'ini'],
    ['app.conf.bak', 'ini'],
    ['data.json', 'json'],
    ['package-lock.json', 'lock'],
    ['pnpm-lock.yaml', 'lock'],
    ['Cargo.lock', 'lock'],
    ['go.sum', 'lock'],
    ['README.md', 'markdown'],
    ['guide.rst', 'markdown'],
    ['.m2/settings.xml', 'maven-settings'],
    ['.netrc', 'netrc'],
    ['_netrc', 'netrc'],
    ['packages/a/.npmrc', 'npmrc'],
    ['.pgpass', 'pgpass'],
    ['application.properties', 'properties'],
    ['.pypirc', 'pypirc'],
    ['etc/shadow', 'shadow'],
    ['.bashrc', 'shell'],
    ['deploy.sh', 'shell'],
    ['Dockerfile', 'shell'],
    ['Dockerfile.prod', 'shell'],
    ['.bash_history', 'shell-history'],
    ['.zsh_history', 'shell-history'],
    ['terraform.tfstate', 'terraform-state'],
    ['terraform.tfstate.backup', 'terraform-state'],
    ['LICENSE', 'text'],
    ['notes.txt', 'text'],
    ['', 'text'],
    ['constructor', 'text'],
    ['Cargo.toml', 'toml'],
    ['pom.xml', 'xml'],
    ['.github/workflows/ci.yml', 'yaml'],
    ['.kube/config', 'yaml'],
    ['values.yaml.tmpl', 'yaml'],
  ])('%s is %s', (path, format) => {
    expect(fileKindOf(path).format).toBe(format);
  });
});

describe('the role of', () => {
  it.each<[string, FileRole]>([
    ['src/main.ts', 'product'],
    ['.env', 'product'],
    ['src/latest.ts', 'product'],
    ['contest/main.ts', 'product'],
    ['src/main.test.ts', 'test'],
    ['Spec/a.rb', 'test'],
    ['pkg/main_test.go', 'test'],
    ['src/UserTest.java', 'test'],
    ['__tests__/a.js', 'test'],
    ['a/testdata/key.txt', 'test'],
    ['keys/dummy.pem', 'test'],
    ['keys/stub_key.priv', 'test'],
    ['src/fake-gateway.ts', 'test'],
    ['.env.test', 'product'],
    ['.env.example', 'example'],
    ['examples/main.ts', 'example'],
    ['config.sample.yml', 'example'],
    ['phpunit.xml.dist', 'example'],
    ['.env.template', 'example'],
    ['docs/main.ts', 'docs'],
    ['README', 'docs'],
    ['packages/a/CHANGELOG.md', 'docs'],
    ['guide.adoc', 'docs'],
    ['node_modules/a/README.md', 'vendored'],
    ['vendor/github.com/a/b.go', 'vendored'],
    ['public/jquery.min.js', 'vendored'],
    ['third_party/test/a.c', 'vendored'],
    ['root/usr/share/mime/magic', 'vendored'],
    ['lib64/libssh.so.4.8.7', 'vendored'],
    ['usr/local/deploy.sh', 'product'],
    ['config/locales/en.yml', 'docs'],
    ['docs.html', 'docs'],
  ])('%s is %s', (path, role) => {
    expect(fileKindOf(path).role).toBe(role);
  });
});

describe('the key of a kind', () => {
  it('holds format and role', () => {
    expect(kindKey(fileKindOf('docs/.env'))).toBe('env/docs');
  });
});
