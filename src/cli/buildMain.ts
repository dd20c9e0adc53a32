/** `npm run build`: what `npm start` does by itself where there is no build of this source yet. */
import { buildIfNeeded } from './build';

await buildIfNeeded();
