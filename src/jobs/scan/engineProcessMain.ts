import { RULES } from '@/scanner/secrets/registry';
import { runEngine } from './engineProcess';

runEngine(RULES, process.argv.slice(2));
