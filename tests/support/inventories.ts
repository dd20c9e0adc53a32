import { DEPENDENCIES } from '@/engines/dependencies/engine';
import { readInventory } from '@/engines/dependencies/inventory';
import type { Inventory, LocatedPackage } from '@/engines/dependencies/package';

/** The inventory of a repository with these files, as a scan makes it. The facts are kept as JSON in between. */
export function inventoryOf(files: Readonly<Record<string, string>>): Inventory {
  const analyze = DEPENDENCIES.prepare({ digestKey: 'k' });
  const facts = Object.entries(files).flatMap(([path, text]) => {
    const content = Buffer.from(text);
    if (!DEPENDENCIES.accepts({ path, size: content.length })) return [];
    const { facts: noted } = analyze({ path, content, areLines: false });
    return noted === undefined ? [] : [{ path, facts: JSON.parse(JSON.stringify(noted)) }];
  });
  return readInventory(facts);
}

/** Packages in short: "path:line name@version direct dev < chain". */
export function shortly({ packages }: Pick<Inventory, 'packages'>): string[] {
  return packages.map(short);
}

function short({ path, line, name, version, direct, dev, via }: LocatedPackage): string {
  const asked = direct === null ? ' unknown' : direct ? ' direct' : '';
  const chain = via.length === 0 ? '' : ` < ${via.join(' < ')}`;
  return `${path}:${line} ${name}@${version}${asked}${dev ? ' dev' : ''}${chain}`;
}
