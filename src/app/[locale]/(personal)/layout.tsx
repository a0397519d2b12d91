import type { ReactNode } from 'react';

/**
 * Pages that know who is asking: drawn whole for each request, without a cached shell, so that `notFound()` and `redirect()` set the status and a
 * form's state survives without JavaScript. Each of their addresses is listed in `proxy.ts`, which adds the nonce.
 */
export const instant = false;

export default function PersonalLayout({ children }: { children: ReactNode }) {
  return children;
}
