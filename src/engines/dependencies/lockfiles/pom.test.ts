import { inventoryOf, shortly } from '@tests/support/inventories';
import { describe, expect, it } from 'vitest';

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

  it('says whether a range or a file outside of the repository sets a version', () => {
    const pom = `<project><groupId>g</groupId><artifactId>a</artifactId><version>1</version><dependencies>
${dependency('ranged', '<version>[1.0,2.0)</version>')}
${dependency('latest', '<version>LATEST</version>')}
${dependency('managed')}
</dependencies></project>`;
    const { packages, gaps } = inventoryOf({ 'pom.xml': pom });
    expect(packages).toEqual([]);
    expect(gaps[0]?.reason).toContain(
      "1 direct package can't be checked, as files outside of the repository set the version: org.acme:managed. " +
        "2 direct packages can't be checked, as only a range of versions is named: org.acme:ranged, org.acme:latest.",
    );
  });

  it('has dependencies of profiles, and no versions of theirs', () => {
    const pom = `<project><groupId>g</groupId><artifactId>a</artifactId><version>1</version>
<profiles>
<profile><properties><v>9</v></properties><dependencies>
${dependency('one', '<version>1.0</version>')}
${dependency('two', `<version>\${v}</version>`)}
</dependencies></profile>
</profiles></project>`;
    const { packages, gaps } = inventoryOf({ 'pom.xml': pom });
    expect(shortly({ packages })).toEqual(['pom.xml:5 org.acme:one@1.0 direct']);
    expect(gaps.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(
        /^1 direct package can't be checked.*org\.acme:two\. .* Its plugins are not checked\.$/,
      ),
    ]);
  });

  it('a profile that is active by default overrides the project, and others only add to it', () => {
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
      ...[
        'org.acme:added 2.7',
        'org.acme:again 2.0',
        'org.acme:client 2.7',
        'org.acme:managed 2.7',
        'org.acme:other 1.0',
      ],
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
