import { runEngine } from '@/jobs/scan/engineProcess';
import { RULES } from '@/scanner/secrets/registry';
import { PLANTED_RULES } from './plantedRules';

/** Heimdall's engine process, with the planted rules. */
runEngine([...RULES, ...PLANTED_RULES], process.argv.slice(2));
