'use client';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { type Locale, localePath } from '@/i18n/routing';

/**
 * To this same page in the other language. Drawn as a link to the other language's home, which is what stands without JavaScript; the
 * layout that draws it does not know the page.
 */
export function LanguageLink(props: { to: Locale; language: string; className: string; children: ReactNode }) {
  const { to } = props;
  const pathname = usePathname();
  const [href, setHref] = useState(localePath('/', to));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new pathname is when to look at the address again
  useEffect(() => {
    const { pathname: here, search } = window.location;
    setHref(localePath(here.replace(/^\/zh(?=\/|$)/, '') || '/', to) + search);
  }, [pathname, to]);
  // A plain link: the document's language changes, which only a new document does for those who hear it.
  return (
    <a href={href} hrefLang={props.language} lang={props.language} className={props.className}>
      {props.children}
    </a>
  );
}
