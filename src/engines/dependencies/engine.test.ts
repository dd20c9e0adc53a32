import { inventoryOf, shortly } from '@tests/support/inventories';
import { describe, expect, it } from 'vitest';
import { DEPENDENCIES } from './engine';

const analyze = DEPENDENCIES.prepare({ digestKey: 'k' });

describe('the engine of dependencies', () => {
  it.each([
    ['package-lock.json', 'npm-lock'],
    ['a/b/yarn.lock', 'yarn-lock'],
    ['requirements/base.txt', 'requirements'],
    ['dev-requirements.in', 'requirements'],
    ['gradle/dependency-locks/compile.lockfile', 'gradle-lock'],
    ['out/app.cdx.json', 'sbom'],
    ['settings-gradle.lockfile', 'gradle-lock'],
    ['bun.lockb', 'unread-bun'],
    ['Dockerfile.dev', 'unread-container-images'],
    ['images/api.Dockerfile', 'unread-container-images'],
    ['compose.yaml', 'unread-container-images'],
    ['deploy/docker-compose.prod.yml', 'unread-container-images'],
    ['.github/workflows/ci.yml', 'unread-github-actions'],
    ['.github/actions/build/action.yml', 'unread-github-actions'],
  ])('takes %s as %s', (path, kind) => {
    expect(DEPENDENCIES.accepts({ path, size: 1 })).toBe(true);
    expect(DEPENDENCIES.kindOf(path)).toBe(kind);
  });

  it.each(['README.md', 'notes.txt', 'src/package.ts', 'node_modules/a/package.json', 'tsconfig.json'])(
    'does not want %s',
    (path) => {
      expect(DEPENDENCIES.accepts({ path, size: 1 })).toBe(false);
      expect(DEPENDENCIES.kindOf(path)).toBe('none');
    },
  );

  it('has facts that depend on kind and content alone', () => {
    const content = Buffer.from('flask==2.0.1\nrequests>=2\n');
    const [one, other] = ['requirements.txt', 'deep/dev-requirements.txt'].map((path) =>
      analyze({ path, content, areLines: false }),
    );
    expect(one).toEqual(other);
    expect(one).toMatchObject({ verdict: 'text', detections: [] });
  });

  it('reads files with line breaks of Windows and a byte order mark', () => {
    const text = '\uFEFFmodule m\r\ngo 1.21\r\nrequire a.example/b v1.0.0\r\n';
    const inventory = inventoryOf({ 'go.mod': text });
    expect(shortly(inventory)).toEqual(['go.mod:3 a.example/b@v1.0.0 direct']);
    expect(inventory.declarations[0]?.text).toBe('require a.example/b v1.0.0');
  });
});
