import { ENGINES } from '@/engines/registry';
import { runEngine } from '@/scan/pool/engineProcess';
import { PACKAGE_ENGINE } from './packageEngine';

/** Heimdall's engine process, with another engine of packages. */
const others = ENGINES.filter(({ packages }) => !packages);

runEngine([...others, PACKAGE_ENGINE], process.argv.slice(2));
