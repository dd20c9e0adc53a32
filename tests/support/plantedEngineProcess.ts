import { createSecretsEngine } from '@/engines/secrets/engine';
import { RULES } from '@/engines/secrets/rules.generated';
import { runEngine } from '@/scan/pool/engineProcess';
import { PLANTED_RULES } from './plantedRules';

/** Heimdall's engine process, with the planted rules. */
runEngine([createSecretsEngine([...RULES, ...PLANTED_RULES])], process.argv.slice(2));
