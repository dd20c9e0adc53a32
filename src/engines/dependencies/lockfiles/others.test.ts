import { inventoryOf, shortly } from '@tests/support/inventories';
import { describe, expect, it } from 'vitest';

describe('Go', () => {
  const GO_MOD = `module example.com/app

go 1.21

require github.com/Acme/direct v1.2.3 // a comment
require (
	golang.org/x/net v0.17.0
	github.com/old/one v2.0.0+incompatible // indirect
	example.com/local v0.0.0
)

replace golang.org/x/net => golang.org/x/net v0.18.0

replace (
	example.com/local => ../local
	github.com/old/one v1.0.0 => github.com/other/one v1.0.1
)
`;

  it('go.mod says what is direct, and replaces', () => {
    const inventory = inventoryOf({ 'go.mod': GO_MOD });
    expect(shortly(inventory)).toEqual([
      'go.mod:5 github.com/Acme/direct@v1.2.3 direct',
      'go.mod:7 golang.org/x/net@v0.18.0 direct',
      'go.mod:8 github.com/old/one@v2.0.0+incompatible',
    ]);
    expect(inventory.packages[2]?.purl).toBe('pkg:golang/github.com/old/one@v2.0.0+incompatible');
    expect(inventory.gaps).toEqual([]);
    expect(inventory.declarations[1]).toMatchObject({ line: 7, text: '\tgolang.org/x/net v0.17.0' });
  });

  it('go.work replaces in the modules that it uses alone', () => {
    const work =
      'go 1.21\nuse (\n\t./app\n)\nreplace github.com/Acme/direct => github.com/Acme/direct v1.3.0\n';
    const inventory = inventoryOf({ 'go.work': work, 'app/go.mod': GO_MOD, 'other/go.mod': GO_MOD });
    expect(shortly(inventory).filter((one) => one.includes('Acme'))).toEqual([
      'app/go.mod:5 github.com/Acme/direct@v1.3.0 direct',
      'other/go.mod:5 github.com/Acme/direct@v1.2.3 direct',
    ]);
  });

  it('before 1.17 takes the others from go.sum', () => {
    const sum = `golang.org/x/text v0.3.0 h1:a=
golang.org/x/text v0.3.0/go.mod h1:b=
golang.org/x/text v0.3.7 h1:c=
golang.org/x/tools v0.1.0/go.mod h1:d=
github.com/a/b v1.0.0 h1:e=
`;
    const mod = 'module m\ngo 1.16\nrequire github.com/a/b v1.0.0\n';
    const inventory = inventoryOf({ 'go.mod': mod, 'go.sum': sum });
    expect(shortly(inventory)).toEqual([
      'go.mod:3 github.com/a/b@v1.0.0 direct',
      'go.sum:3 golang.org/x/text@v0.3.7',
    ]);
    expect(inventory.gaps[0]?.reason).toContain('Before Go 1.17');
    expect(inventoryOf({ 'go.mod': mod }).gaps[0]?.reason).toContain('there is no go.sum');
  });
});

it('Cargo.lock knows its projects, and their manifests what is for development', () => {
  const lock = `version = 3

[[package]]
name = "app"
version = "0.1.0"
dependencies = [
 "criterion",
 "rand 0.8.5",
]

[[package]]
name = "criterion"
version = "0.5.1"
source = "registry+https://github.com/rust-lang/crates.io-index"
dependencies = ["rand 0.7.3"]

[[package]]
name = "rand"
version = "0.7.3"
source = "registry+https://github.com/rust-lang/crates.io-index"

[[package]]
name = "rand"
version = "0.8.5"
source = "registry+https://github.com/rust-lang/crates.io-index"
`;
  const manifest =
    '[package]\nname = "app"\n[dependencies]\nrand = "0.8"\n[dev-dependencies]\ncriterion = { version = "0.5" }\n';
  const inventory = inventoryOf({
    'Cargo.lock': lock,
    'Cargo.toml': manifest,
    'lone/Cargo.toml': manifest.replace('app', 'lone'),
  });
  expect(shortly(inventory)).toEqual([
    'Cargo.lock:12 criterion@0.5.1 direct dev',
    'Cargo.lock:18 rand@0.7.3 dev < criterion@0.5.1',
    'Cargo.lock:23 rand@0.8.5 direct',
  ]);
  expect(inventory.packages[2]?.range).toBe('0.8');
  expect(inventory.gaps.map(({ path }) => path)).toEqual(['lone/Cargo.toml']);
});

it('Gemfile.lock knows platforms, paths and what is asked for', () => {
  const lock = `PATH
  remote: .
  specs:
    mine (1.0.0)
      rack (>= 2)

GEM
  remote: https://rubygems.org/
  specs:
    nokogiri (1.15.0-arm64-darwin)
      racc (~> 1.4)
    nokogiri (1.15.0-x86_64-linux)
      racc (~> 1.4)
    racc (1.7.1)
    rack (2.2.7)

PLATFORMS
  x86_64-linux

DEPENDENCIES
  mine!
  nokogiri (~> 1.15)

BUNDLED WITH
   2.4.10
`;
  const inventory = inventoryOf({ 'Gemfile.lock': lock, Gemfile: 'gem "x"', 'sub/Gemfile': 'gem "x"' });
  expect(shortly(inventory)).toEqual([
    'Gemfile.lock:10 nokogiri@1.15.0 direct',
    'Gemfile.lock:14 racc@1.7.1 < nokogiri@1.15.0',
    'Gemfile.lock:15 rack@2.2.7 direct',
  ]);
  expect(inventory.packages[0]).toMatchObject({
    range: '~> 1.15',
    ecosystem: 'RubyGems',
    purl: 'pkg:gem/nokogiri@1.15.0',
  });
  expect(inventory.gaps.map(({ path }) => path)).toEqual(['sub/Gemfile']);
});

it('composer.lock is joined with composer.json', () => {
  const lock = `{
  "packages": [
    { "name": "monolog/monolog", "version": "2.9.1", "require": { "php": ">=7.2", "psr/log": "^1.0" }, "license": ["MIT"] },
    {
      "name": "psr/log",
      "version": "v1.1.4"
    }
  ],
  "packages-dev": [ { "name": "a/b", "version": "1.0.0" }, { "name": "a/branch", "version": "dev-main" } ]
}`;
  const manifest = '{"require": {"php": ">=8", "monolog/monolog": "^2.0"}, "require-dev": {"a/b": "*"}}';
  const inventory = inventoryOf({ 'composer.lock': lock, 'composer.json': manifest });
  expect(shortly(inventory)).toEqual([
    'composer.lock:3 monolog/monolog@2.9.1 direct',
    'composer.lock:5 psr/log@v1.1.4 < monolog/monolog@2.9.1',
    'composer.lock:9 a/b@1.0.0 direct dev',
  ]);
  expect(inventory.packages[0]).toMatchObject({ licence: 'MIT', purl: 'pkg:composer/monolog/monolog@2.9.1' });
  expect(inventory.gaps.map(({ reason }) => reason)).toEqual([expect.stringContaining('a/branch')]);
});

describe('Maven', () => {
  const dependency = (artifact: string, rest = '') =>
    `<dependency><groupId>org.acme</groupId>\n<artifactId>${artifact}</artifactId>${rest}</dependency>`;
  const PARENT = `<project>
<groupId>com.example</groupId><artifactId>parent</artifactId><version>1.0</version>
<properties><json.version>2.\${minor}</json.version><minor>9</minor></properties>
<dependencyManagement><dependencies>
${dependency('json', `<version>\${json.version}</version>`)}
<dependency><groupId>com.example</groupId><artifactId>bom</artifactId><version>1.0</version><type>pom</type><scope>import</scope></dependency>
</dependencies></dependencyManagement>
</project>`;
  const BOM = `<project><groupId>com.example</groupId><artifactId>bom</artifactId><version>1.0</version>
<dependencyManagement><dependencies>${dependency('from-bom', '<version>3.1</version>')}</dependencies></dependencyManagement></project>`;
  const CHILD = `<?xml version="1.0"?>
<project>
<parent><groupId>com.example</groupId><artifactId>parent</artifactId><version>1.0</version></parent>
<artifactId>child</artifactId>
<dependencies>
${dependency('json')}
${dependency('from-bom')}
${dependency('own', '\n<version>1.2</version><scope>test</scope>')}
${dependency('outside')}
<dependency><groupId>\${project.groupId}</groupId><artifactId>bom</artifactId><version>\${project.version}</version></dependency>
</dependencies>
</project>`;

  it('resolves properties, parents and BOMs of the repository', () => {
    const inventory = inventoryOf({ 'pom.xml': PARENT, 'bom/pom.xml': BOM, 'child/pom.xml': CHILD });
    expect(shortly(inventory)).toEqual([
      'child/pom.xml:7 org.acme:json@2.9 direct',
      'child/pom.xml:9 org.acme:from-bom@3.1 direct',
      'child/pom.xml:11 org.acme:own@1.2 direct dev',
    ]);
    expect(inventory.packages[2]?.purl).toBe('pkg:maven/org.acme/own@1.2');
    expect(inventory.declarations.find(({ name }) => name === 'org.acme:own')).toMatchObject({
      ...{
        path: 'child/pom.xml',
        line: 12,
        range: '1.2',
        text: '<version>1.2</version><scope>test</scope></dependency>',
      },
    });
    expect(inventory.gaps).toEqual([
      { path: 'child/pom.xml', isPartial: false, reason: expect.stringContaining('org.acme:outside.') },
      { path: 'pom.xml', isPartial: false, reason: expect.stringContaining('Maven has no lock file') },
    ]);
  });

  it('a profile that is active by default overrides the project, and others do not count', () => {
    const profile = (active: string, version: string, dependencies: string) =>
      `<profile><activation><activeByDefault>${active}</activeByDefault></activation>
<properties><client.version>${version}</client.version></properties>
<dependencyManagement><dependencies>${dependency('managed', `<version>${version}</version>`)}</dependencies></dependencyManagement>
<dependencies>${dependencies}</dependencies></profile>`;
    const pom = `<project><groupId>com.example</groupId><artifactId>app</artifactId><version>1.0</version>
<properties><client.version>1.0</client.version></properties>
<dependencies>
${dependency('client', `<version>\${client.version}</version>`)}
${dependency('managed')}
${dependency('again', '<version>1.0</version>')}
</dependencies>
<profiles>
${profile(' true ', '2.7', dependency('again', '<version>2.0</version>') + dependency('added', `<version>\${client.version}</version>`))}
${profile('false', '3.0', dependency('other', '<version>1.0</version>'))}
</profiles></project>`;
    const { packages } = inventoryOf({ 'pom.xml': pom });
    expect(packages.map(({ name, version }) => `${name} ${version}`).sort()).toEqual([
      ...['org.acme:added 2.7', 'org.acme:again 2.0', 'org.acme:client 2.7', 'org.acme:managed 2.7'],
    ]);
  });

  it('ends where parents or properties go in circles', () => {
    const circle = (own: string, parent: string) =>
      `<project><parent><groupId>g</groupId><artifactId>${parent}</artifactId><version>1</version><relativePath>../${parent}/pom.xml</relativePath></parent>
<artifactId>${own}</artifactId><properties><a>\${b}\${b}</a><b>\${a}\${a}</b></properties>
<dependencies>${dependency('x', `<version>\${a}</version>`)}</dependencies></project>`;
    const inventory = inventoryOf({ 'a/pom.xml': circle('a', 'b'), 'b/pom.xml': circle('b', 'a') });
    expect(inventory.packages).toEqual([]);
    expect(inventory.gaps.map(({ path }) => path)).toEqual(['a/pom.xml', 'b/pom.xml']);
  });

  it('a module of the repository is no package, but another version of it is', () => {
    const pom = (self: string, dependencies: string) =>
      `<project><groupId>org.acme</groupId>${self}<dependencies>${dependencies}</dependencies></project>`;
    const asks = (artifact: string, version: string) =>
      `\n<dependency><groupId>org.acme</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
    const app = [
      ...[asks('core', `\${project.version}`), asks('core', '2.0'), asks('core', '[2.0,)')],
      ...[asks('fixture', '1.0'), asks('fixture', '1.4'), asks('late', '7')],
    ];
    const inventory = inventoryOf({
      'app/pom.xml': pom('<artifactId>app</artifactId><version>3.1</version>', app.join('')),
      'core/pom.xml': pom('<artifactId>core</artifactId><version>3.1</version>', ''),
      'tests/data/pom.xml': pom('<artifactId>fixture</artifactId><version>1.0</version>', ''),
      'late/pom.xml': pom(`<artifactId>late</artifactId><version>\${revision}</version>`, ''),
    });
    expect(shortly(inventory)).toEqual([
      'app/pom.xml:3 org.acme:core@2.0 direct',
      'app/pom.xml:6 org.acme:fixture@1.4 direct',
    ]);
  });
});

describe('Gradle', () => {
  it('has lock files', () => {
    const lock = `# This is a Gradle generated file for dependency locking.
com.google.guava:guava:31.1-jre=compileClasspath,runtimeClasspath
junit:junit:4.13.2=testCompileClasspath,testRuntimeClasspath
empty=annotationProcessor
`;
    const inventory = inventoryOf({
      'app/gradle.lockfile': lock,
      'app/build.gradle.kts': '',
      'build.gradle': 'x',
    });
    expect(shortly(inventory)).toEqual([
      'app/gradle.lockfile:2 com.google.guava:guava@31.1-jre unknown',
      'app/gradle.lockfile:3 junit:junit@4.13.2 unknown dev',
    ]);
    expect(inventoryOf({ 'build.gradle': 'x' }).gaps[0]?.reason).toContain('no lock file');
  });

  it('has version catalogs', () => {
    const catalog = `[versions]
guava = "31.1-jre"
[libraries]
guava = { module = "com.google.guava:guava", version.ref = "guava" }
junit = "junit:junit:4.13.2"
open = { group = "a", name = "b", version = "1.+" }
managed = { module = "c:d" }
`;
    expect(shortly(inventoryOf({ 'gradle/libs.versions.toml': catalog }))).toEqual([
      'gradle/libs.versions.toml:4 com.google.guava:guava@31.1-jre direct',
      'gradle/libs.versions.toml:5 junit:junit@4.13.2 direct',
    ]);
  });
});

describe('bills of materials', () => {
  it('of CycloneDX name packages of many ecosystems, also of distributions', () => {
    const bom = `{
  "bomFormat": "CycloneDX", "specVersion": "1.6",
  "metadata": { "component": { "bom-ref": "app", "name": "app" } },
  "components": [
    { "bom-ref": "a", "name": "lodash", "purl": "pkg:npm/lodash@4.17.20", "licenses": [{ "license": { "id": "MIT" } }] },
    { "bom-ref": "b", "name": "core",
      "purl": "pkg:npm/%40acme/core@1.0.0" },
    { "name": "libssl3", "purl": "pkg:deb/debian/libssl3@3.0.11-1?arch=amd64&distro=debian-12&upstream=openssl" },
    { "name": "musl", "purl": "pkg:apk/alpine/musl@1.2.4-r2?distro=alpine-3.18.4" },
    { "name": "thing" }
  ],
  "dependencies": [ { "ref": "app", "dependsOn": ["b"] }, { "ref": "b", "dependsOn": ["a"] } ]
}`;
    const inventory = inventoryOf({ 'bom.json': bom });
    expect(shortly(inventory)).toEqual([
      'bom.json:5 lodash@4.17.20 < @acme/core@1.0.0',
      'bom.json:7 @acme/core@1.0.0 direct',
      'bom.json:8 openssl@3.0.11-1',
      'bom.json:9 musl@1.2.4-r2',
    ]);
    expect(
      inventory.packages.map(({ ecosystem, release, licence }) => [ecosystem, release, licence]),
    ).toEqual([
      ['npm', null, 'MIT'],
      ['npm', null, null],
      ['Debian', '12', null],
      ['Alpine', 'v3.18', null],
    ]);
    expect(inventory.gaps).toEqual([
      { path: 'bom.json', isPartial: false, reason: expect.stringContaining('1 component') },
    ]);
  });

  it('of SPDX name packages by references', () => {
    const spdx = `{
  "spdxVersion": "SPDX-2.3",
  "packages": [
    { "SPDXID": "SPDXRef-app", "name": "app" },
    { "SPDXID": "SPDXRef-x",
      "name": "log4j-core", "licenseDeclared": "Apache-2.0", "externalRefs": [
      { "referenceType": "purl", "referenceLocator": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1" } ] }
  ],
  "relationships": [
    { "spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-app" },
    { "spdxElementId": "SPDXRef-app", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-x" }
  ]
}`;
    const inventory = inventoryOf({ 'dist/app.spdx.json': spdx });
    expect(shortly(inventory)).toEqual([
      'dist/app.spdx.json:6 org.apache.logging.log4j:log4j-core@2.14.1 direct',
    ]);
    expect(inventory.packages[0]).toMatchObject({ ecosystem: 'Maven', licence: 'Apache-2.0' });
  });
});

it.each([
  ['web/packages.lock.json', 'NuGet', true],
  ['App.csproj', 'NuGet', true],
  ['mix.lock', 'mix', true],
  ['pubspec.lock', 'pub', true],
  ['ios/Podfile.lock', 'CocoaPods', true],
  ['Package.resolved', 'Swift', true],
  ['conan.lock', 'Conan', true],
  ['bun.lockb', 'Bun', true],
  ['.github/workflows/ci.yml', 'GitHub Actions', false],
  ['Dockerfile.dev', 'container images', false],
])('%s is known but not read yet', (path, of, isPartial) => {
  const binary = { [path]: `\0\0${'x'.repeat(10)}` };
  expect(inventoryOf(binary).gaps).toEqual([{ path, reason: `Files of ${of} are not read yet.`, isPartial }]);
});
