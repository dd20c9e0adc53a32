import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { GENERATED, writeGeneratedRules } from './generatedRules';
import { readSources } from './sources';

writeFileSync(path.resolve(import.meta.dirname, '../..', GENERATED), writeGeneratedRules(readSources()));
