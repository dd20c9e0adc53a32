import { ENGINES } from '@/engines/registry';
import { runEngine } from '@/scan/pool/engineProcess';
import { PACKAGE_ENGINE } from './packageEngine';

/** Heimdall's engine process, with an engine of packages. */
runEngine([...ENGINES, PACKAGE_ENGINE], process.argv.slice(2));
