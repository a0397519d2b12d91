import { handlers } from '@/domains/accounts/auth';

export const { GET, POST } = handlers;
