import { ENGINES } from '@/engines/registry';
import { runEngine } from '@/scan/pool/engineProcess';
import { MARKER_ENGINE } from './markerEngine';

/** Heimdall's engine process, with a second engine. */
runEngine([...ENGINES, MARKER_ENGINE], process.argv.slice(2));
