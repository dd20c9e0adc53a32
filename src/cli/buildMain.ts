/** `npm run build`: the build that `npm start` also makes where these sources have none yet. */
import { buildIfNeeded } from './build';

await buildIfNeeded();
