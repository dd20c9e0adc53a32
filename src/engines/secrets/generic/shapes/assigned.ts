import { readAssigned } from '../assignments';
import type { Shape } from './shape';

/** One value that is assigned to the name: `x = "v"`, `"x": "v"`, `<x>v</x>`, `setX("v")` and many more. */
export const assigned: Shape = function* (text, name, format) {
  const value = readAssigned(text, name, format);
  if (value !== undefined) yield { name, value, place: 'assignment' };
};
