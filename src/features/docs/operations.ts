import {
  API_METHODS,
  type ApiDocument,
  type ApiMethod,
  type ApiOperation,
  type JsonSchema,
} from '@/lib/openapi';

/** One operation of the document, with its path and method. */
export type Listed = {
  /** The target of links to it. */
  anchor: string;
  method: ApiMethod;
  path: string;
  operation: ApiOperation;
};

/** All operations, in the document's order, grouped by the first part of their path: `repos`, `auth`. */
export function operationsByNoun({ paths }: ApiDocument): [noun: string, operations: Listed[]][] {
  const nouns = new Map<string, Listed[]>();
  for (const [path, item] of Object.entries(paths)) {
    const noun = path.split('/')[2] ?? '';
    for (const method of API_METHODS) {
      const operation = item[method];
      if (!operation) continue;
      const anchor = `${method}${path.replace(/\W+/g, '-').replace(/-$/, '')}`;
      nouns.set(noun, [...(nouns.get(noun) ?? []), { anchor, method, path, operation }]);
    }
  }
  return [...nouns];
}

/** A field of a body or an answer. */
export type FieldRow = { name: string; type: string; required: boolean };

/** The parameters of a request, beside its body. */
export function parameterRows({ parameters = [] }: ApiOperation): FieldRow[] {
  return parameters.flatMap((parameter) => {
    if ('$ref' in parameter) return [];
    const { name, required = false, schema, in: place } = parameter;
    return [{ name, required, type: `${typeOf(schema)}, in the ${place}` }];
  });
}

/** The fields of an object. Those of nested objects get their path: `items[].id`. */
export function fieldRows(schema: JsonSchema, prefix = ''): FieldRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const row = {
      name: prefix + name,
      type: typeOf(inner),
      required: schema.required?.includes(name) ?? false,
    };
    const { shape } = withoutNull(inner);
    if (shape.items?.properties) return [row, ...fieldRows(shape.items, `${row.name}[].`)];
    return shape.properties ? [row, ...fieldRows(shape, `${row.name}.`)] : [row];
  });
}

/** A type in words: `string, 1 to 255 characters, or null`. */
export function typeOf(schema: JsonSchema): string {
  const { shape, nullable } = withoutNull(schema);
  return [base(shape), limits(shape), nullable ? 'or null' : ''].filter(Boolean).join(', ');
}

function base({ type, format, enum: values, const: value, items }: JsonSchema): string {
  if (value !== undefined) return JSON.stringify(value);
  if (values) return values.map((one) => JSON.stringify(one)).join(' | ');
  if (type === 'array') return `list of ${items ? typeOf(items) : 'anything'}`;
  return format ? `${type} (${format})` : String(type ?? 'any');
}

function limits({ minLength, maxLength, minimum, maximum, type }: JsonSchema): string {
  if (maxLength !== undefined)
    return minLength ? `${minLength} to ${maxLength} characters` : `at most ${maxLength} characters`;
  return type === 'integer' &&
    minimum !== undefined &&
    maximum !== undefined &&
    maximum < Number.MAX_SAFE_INTEGER
    ? `${minimum} to ${maximum}`
    : '';
}

/** Schemas mark a nullable value as `anyOf: [shape, null]` or `type: [shape, null]`. */
function withoutNull(schema: JsonSchema): { shape: JsonSchema; nullable: boolean } {
  const { anyOf, type } = schema;
  if (anyOf) {
    const shape = anyOf.find((one) => one.type !== 'null') ?? {};
    return { shape, nullable: anyOf.some((one) => one.type === 'null') };
  }
  if (!Array.isArray(type)) return { shape: schema, nullable: false };
  return { shape: { ...schema, type: type.find((one) => one !== 'null') }, nullable: type.includes('null') };
}
