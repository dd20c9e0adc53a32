import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { LocatedPackage } from '../dependencies/package';
import { type Bill, cycloneDx, spdx } from './write';

const schemas = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json')),
  'res/schema',
);
const read = (name: string) =>
  JSON.parse(readFileSync(path.join(schemas, `${name}.SNAPSHOT.schema.json`), 'utf8'));
const validate = compile();

function compile() {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat('iri-reference', true).addFormat('idn-email', true);
  for (const name of ['jsf-0.82', 'spdx', 'cryptography-defs']) {
    ajv.addSchema(read(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  }
  return ajv.compile(read('bom-1.6'));
}

const LODASH: LocatedPackage = {
  ...({ ecosystem: 'npm', release: null, name: 'lodash', version: '4.17.11' } as const),
  ...{ purl: 'pkg:npm/lodash@4.17.11', direct: true, dev: false, via: [], range: '^4.17.0', licence: 'MIT' },
  ...{ line: 3, path: 'web/package-lock.json' },
};
const bill = (packages: LocatedPackage[]): Bill => ({
  ...{ name: 'my web app', url: 'https://example.com/app.git', version: '1.2.3', packages },
  ...{ id: '018f0000-0000-7000-8000-000000000001', madeAt: new Date('2026-01-02T03:04:05.678Z') },
});
const PACKAGES = [
  { ...LODASH, path: 'api/package-lock.json', line: 9, dev: true, direct: false },
  LODASH,
  {
    ...LODASH,
    name: 'odd "name"',
    purl: 'pkg:npm/odd@1',
    version: '1',
    licence: 'SEE LICENSE IN x',
    dev: true,
    direct: null,
  },
  { ...LODASH, name: 'none', purl: 'pkg:npm/none@1', version: '1', licence: null, direct: false },
];

describe('a bill of materials as CycloneDX', () => {
  it.each([[[]], [PACKAGES]])('conforms to the published schema', (packages) => {
    const document = JSON.parse([...cycloneDx(bill(packages))].join(''));
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...document, components: [{ name: 'x' }] })).toBe(false);
  });

  it('has each package once, with its places, its licence and whether the project needs it', () => {
    const { components, dependencies } = JSON.parse([...cycloneDx(bill(PACKAGES))].join(''));
    expect(components).toMatchObject([
      {
        ...{ name: 'lodash', version: '4.17.11', scope: 'required', licenses: [{ expression: 'MIT' }] },
        evidence: {
          occurrences: [
            { location: 'api/package-lock.json', line: 9 },
            { location: 'web/package-lock.json', line: 3 },
          ],
        },
      },
      { name: 'none' },
      { name: 'odd "name"', scope: 'excluded', licenses: [{ license: { name: 'SEE LICENSE IN x' } }] },
    ]);
    expect(components[1]).not.toHaveProperty('licenses');
    expect(dependencies).toEqual([{ ref: 'root', dependsOn: ['pkg:npm/lodash@4.17.11'] }]);
  });
});

describe('the address of a repository', () => {
  it.each([
    ['https://example.com/app.git', 'https://example.com/app.git'],
    ['ssh://git@example.com:2222/app.git', 'ssh://git@example.com:2222/app.git'],
    ['git@example.com:acme/my app.git', 'ssh://git@example.com/acme/my%20app.git'],
    ['git@example.com:/srv/app.git', 'ssh://git@example.com/srv/app.git'],
    ['app.git', undefined],
    ['no host:app.git', undefined],
  ])('%s is a URI in both forms', (url, uri) => {
    const own = { ...bill([]), url };
    const { metadata } = JSON.parse([...cycloneDx(own)].join(''));
    expect(metadata.component.externalReferences?.[0].url).toBe(uri);
    const { packages } = JSON.parse([...spdx(own)].join(''));
    expect(packages[0].downloadLocation).toBe(uri === undefined ? 'NOASSERTION' : `git+${uri}`);
  });
});

describe('a bill of materials as SPDX', () => {
  it('is a document of version 2.3 whose relationships name what is there', () => {
    const document = JSON.parse([...spdx(bill(PACKAGES))].join(''));
    expect(document).toMatchObject({
      ...{ spdxVersion: 'SPDX-2.3', dataLicense: 'CC0-1.0', SPDXID: 'SPDXRef-DOCUMENT', name: 'my web app' },
      documentNamespace: 'urn:uuid:018f0000-0000-7000-8000-000000000001',
      creationInfo: { created: '2026-01-02T03:04:05Z', creators: ['Tool: Heimdall-1.2.3'] },
    });
    const ids = [document.SPDXID, ...document.packages.map(({ SPDXID }: { SPDXID: string }) => SPDXID)];
    expect(new Set(ids).size).toBe(5);
    for (const id of ids) expect(id).toMatch(/^SPDXRef-[A-Za-z0-9.-]+$/);
    for (const { spdxElementId, relatedSpdxElement } of document.relationships) {
      expect(ids).toContain(spdxElementId);
      expect(ids).toContain(relatedSpdxElement);
    }
    const types = document.relationships.map(
      ({ relationshipType }: { relationshipType: string }) => relationshipType,
    );
    expect(types).toEqual(['DESCRIBES', 'DEPENDS_ON', 'DEPENDS_ON', 'DEV_DEPENDENCY_OF']);
  });

  it('declares a licence that is an expression of SPDX, and asserts nothing of others', () => {
    const { packages } = JSON.parse([...spdx(bill(PACKAGES))].join(''));
    const declared = packages.map(({ licenseDeclared }: { licenseDeclared?: string }) => licenseDeclared);
    expect(declared).toEqual([undefined, 'MIT', 'NOASSERTION', 'NOASSERTION']);
    expect(packages[1].externalRefs).toEqual([
      {
        ...{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl' },
        referenceLocator: 'pkg:npm/lodash@4.17.11',
      },
    ]);
  });

  it('is whole without packages', () => {
    const { packages, relationships } = JSON.parse([...spdx(bill([]))].join(''));
    expect([packages.length, relationships.length]).toEqual([1, 1]);
  });
});
