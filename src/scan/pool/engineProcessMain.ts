import { ENGINES } from '@/engines/registry';
import { runEngine } from './engineProcess';

runEngine(ENGINES, process.argv.slice(2));
