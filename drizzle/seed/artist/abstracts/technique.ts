import { worn } from '../paints.ts';

/** Screen-printing ink, worn a little. */
export const press = worn(0.3);
