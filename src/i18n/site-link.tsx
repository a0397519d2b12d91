import Link from 'next/link';
import { useLocale } from 'next-intl';
import type { ComponentProps } from 'react';
import { type Locale, localePath } from '@/i18n/routing';

/**
 * A link inside the site, in the language of the page. `href` is a path without language. For server components only: in the browser it would
 * bring the whole translation library along. Nothing is fetched ahead: lists are long, and a cached page comes quickly.
 */
export function SiteLink({ href, ...rest }: Omit<ComponentProps<typeof Link>, 'href' | 'prefetch'> & { href: string }) {
  return <Link href={localePath(href, useLocale() as Locale)} prefetch={false} {...rest} />;
}
