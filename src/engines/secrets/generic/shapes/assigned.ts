import { readAssigned } from '../assignments';
import { only, type Shape } from './shape';

/** One value that is assigned to the name: `x = "v"`, `"x": "v"`, `<x>v</x>`, `setX("v")` and many more. */
export const assigned: Shape = (text, name, format) =>
  only(name, readAssigned(text, name, format), 'assignment');
