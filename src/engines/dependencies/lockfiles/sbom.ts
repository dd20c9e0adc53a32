import { parsePurl } from '../purl';
import { countOf, createRows, type Reading, type Root, type Row, reading, Unreadable } from '../reading';
import { type JsonFile, readJson } from './json';
import { type Table, tableOf, tablesOf, textOf, textsOf } from './values';

/** Reads a bill of materials, in JSON of CycloneDX or SPDX. */
export function readSbom(text: string): Reading {
  const file = readJson(text);
  if (textOf(file.root, 'bomFormat') === 'CycloneDX') return readCycloneDx(file);
  if (textOf(file.root, 'spdxVersion') !== undefined) return readSpdx(file);
  throw new Unreadable('It is a bill of materials of neither CycloneDX nor SPDX.');
}

function readCycloneDx({ root, lineOf, gaps }: JsonFile): Reading {
  const adder = createAdder();
  // Components may hold others.
  const waiting = [...tablesOf(root, 'components')].reverse();
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const line = lineOf(one, textOf(one, 'purl') === undefined ? 'name' : 'purl');
    adder.add(textOf(one, 'bom-ref'), textOf(one, 'purl'), line, {
      dev: textOf(one, 'scope') === 'excluded',
      ...licenceOf(one),
    });
    waiting.push(...[...tablesOf(one, 'components')].reverse());
  }
  for (const one of tablesOf(root, 'dependencies'))
    adder.depends(textOf(one, 'ref') ?? '', textsOf(one, 'dependsOn'));
  const own = textOf(tableOf(tableOf(root, 'metadata'), 'component'), 'bom-ref');
  return adder.finish(own === undefined ? [] : [own], gaps);
}

function readSpdx({ root, lineOf, gaps }: JsonFile): Reading {
  const adder = createAdder();
  for (const one of tablesOf(root, 'packages')) {
    const reference = tablesOf(one, 'externalRefs').find((it) => textOf(it, 'referenceType') === 'purl');
    const purl = reference && textOf(reference, 'referenceLocator');
    const licence = [textOf(one, 'licenseConcluded'), textOf(one, 'licenseDeclared')].find(
      (it) => it !== undefined && it !== 'NOASSERTION' && it !== 'NONE',
    );
    adder.add(textOf(one, 'SPDXID'), purl, lineOf(one, 'name'), licence === undefined ? {} : { licence });
  }
  const own = [...textsOf(root, 'documentDescribes')];
  for (const one of tablesOf(root, 'relationships')) {
    const [from = '', to = ''] = [textOf(one, 'spdxElementId'), textOf(one, 'relatedSpdxElement')];
    const type = textOf(one, 'relationshipType');
    if (type === 'DESCRIBES') own.push(to);
    else if (type === 'DEPENDS_ON') adder.depends(from, [to]);
    else if (type === 'DEPENDENCY_OF' || type === 'DEV_DEPENDENCY_OF') adder.depends(to, [from]);
  }
  return adder.finish(own, gaps);
}

function licenceOf(component: Table): Pick<Row, 'licence'> {
  const names = tablesOf(component, 'licenses').flatMap((one) => {
    const licence = tableOf(one, 'license');
    return textOf(one, 'expression') ?? textOf(licence, 'id') ?? textOf(licence, 'name') ?? [];
  });
  return names.length === 0 ? {} : { licence: names.join(' AND ') };
}

/** Collects components and what they depend on, by their identifiers in the file. */
function createAdder() {
  const rows = createRows();
  const byRef = new Map<string, number>();
  const edges = new Map<string, string[]>();
  let unknown = 0;
  return {
    add: (ref: string | undefined, purl: string | undefined, line: number, more: Partial<Row>) => {
      const known = purl === undefined ? null : parsePurl(purl);
      if (!known) {
        unknown += 1;
        return;
      }
      const row = rows.add({ ...known, ...more, line });
      if (ref !== undefined) byRef.set(ref, row);
    },
    depends: (from: string, to: readonly string[]) => {
      const own = edges.get(from) ?? [];
      edges.set(from, own);
      for (const one of to) own.push(one);
    },
    finish: (own: readonly string[], gaps: Reading['gaps']): Reading => {
      for (const [from, to] of edges) {
        const row = byRef.get(from);
        if (row !== undefined)
          rows.link(
            row,
            to.flatMap((one) => byRef.get(one) ?? []),
          );
      }
      const direct = own.filter((ref) => !byRef.has(ref)).flatMap((ref) => edges.get(ref) ?? []);
      const roots = direct.flatMap((ref): Root[] => {
        const row = byRef.get(ref);
        return row === undefined ? [] : [{ row, range: null, dev: false }];
      });
      const strange =
        unknown === 0
          ? []
          : [
              {
                reason: `${countOf(unknown, 'component')} can't be checked, as no package URL of a known registry is named.`,
                isPartial: false,
              },
            ];
      return reading(
        {
          format: 'sbom',
          ecosystem: 'npm',
          roots: roots.length > 0 ? roots : null,
          gaps: [...gaps, ...strange],
        },
        rows,
      );
    },
  };
}
