import { passOn } from '@/platform/storage/passage';

export const GET = passOn;
export const HEAD = passOn;
export const PUT = passOn;
