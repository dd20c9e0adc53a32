import { runEngine } from '@/scan/pool/engineProcess';
import { HALTING_ENGINE } from './haltingEngine';

runEngine([HALTING_ENGINE], process.argv.slice(2));
