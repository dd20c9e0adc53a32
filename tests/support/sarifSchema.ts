import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { expect } from 'vitest';

/** The official schema of SARIF 2.1.0, as Microsoft's matcher has it. */
const validate = (() => {
  const packageMain = createRequire(import.meta.url).resolve('@microsoft/jest-sarif');
  const file = path.join(path.dirname(packageMain), 'schemas', 'sarif-2.1.0-rtm.5.json');
  const { $schema, id: _, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
})();

/** The runs of a document that conforms to the schema of SARIF. */
export function sarifRuns(document: unknown): Log['runs'] {
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  return (document as Log).runs;
}
