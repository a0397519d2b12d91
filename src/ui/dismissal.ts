'use client';
import { type RefObject, useEffect } from 'react';

/** Escape, a click elsewhere and following a link close the menu; Escape gives the focus back. */
export function useDismissal(menu: RefObject<HTMLDetailsElement | null>) {
  useEffect(() => {
    const close = (isFocusKept: boolean) => {
      if (!menu.current?.open) return;
      menu.current.open = false;
      if (isFocusKept) menu.current.querySelector('summary')?.focus();
    };
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && close(true);
    const onClick = (event: MouseEvent) => {
      const target = event.target as Element;
      if (!menu.current?.contains(target) || target.closest('a')) close(false);
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('click', onClick);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('click', onClick);
    };
  }, [menu]);
}
