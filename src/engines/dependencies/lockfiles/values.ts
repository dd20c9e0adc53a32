/** A table of a parsed file, whose keys are foreign. Only own properties count. */
export type Table = Readonly<Record<string, unknown>>;

const NONE: Table = Object.freeze(Object.create(null));

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns the own property; undefined if there is none */
export function get(table: Table, key: string): unknown {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** @returns a table, empty if there is none */
export function tableOf(table: Table, key: string): Table {
  const value = get(table, key);
  return isTable(value) ? value : NONE;
}

/** @returns a text that is not empty */
export function textOf(table: Table, key: string): string | undefined {
  const value = get(table, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function isTrue(table: Table, key: string): boolean {
  return get(table, key) === true || get(table, key) === 'true';
}

/** @returns the tables of a list */
export function tablesOf(table: Table, key: string): readonly Table[] {
  const value = get(table, key);
  return Array.isArray(value) ? value.filter(isTable) : [];
}

/** @returns the texts of a list */
export function textsOf(table: Table, key: string): readonly string[] {
  const value = get(table, key);
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** @returns the properties whose values are texts */
export function textEntries(table: Table): (readonly [key: string, value: string])[] {
  return Object.entries(table).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as const] : [],
  );
}

/** @returns the properties whose values are tables */
export function tableEntries(table: Table): (readonly [key: string, value: Table])[] {
  return Object.entries(table).flatMap(([key, value]) => (isTable(value) ? [[key, value] as const] : []));
}
