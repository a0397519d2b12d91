import { worn } from '../paints.ts';

export const press = worn(0.3);
