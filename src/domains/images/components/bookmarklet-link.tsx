'use client';
import { type MouseEvent, useRef, useState } from 'react';
import { Button, buttonLook } from '@/ui/button';
import { Notice } from '@/ui/notice';

type Words = { name: string; drag: string; code: string; copy: string; copied: string; byHand: string };

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * The bookmark itself, to be dragged; pressed here it only says so. React takes addresses that run something out of links, so this one is written as HTML: our
 * own words, nobody else's.
 */
export function BookmarkletLink({ address, words }: { address: string; words: Words }) {
  const [isPressed, setPressed] = useState(false);
  const onClick = (event: MouseEvent) => {
    event.preventDefault();
    setPressed(true);
  };
  const html = `<a href="${escaped(address)}" class="${buttonLook('next')}">${escaped(words.name)}</a>`;
  return (
    <div className="flex flex-col items-start gap-4">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the link inside is what keys press, and its click comes by here */}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, see above */}
      <p onClick={onClick} dangerouslySetInnerHTML={{ __html: html }} />
      <Notice>{isPressed && words.drag}</Notice>
    </div>
  );
}

/** The same as text, for browsers whose bookmarks cannot be dragged. */
export function BookmarkletCode({ address, words }: { address: string; words: Words }) {
  const code = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState<string>();
  const copy = async () => {
    code.current?.select();
    const isCopied = await navigator.clipboard.writeText(address).then(
      () => true,
      () => false,
    );
    setSaid(isCopied ? words.copied : words.byHand);
  };
  return (
    <div className="flex max-w-form flex-col items-start gap-3">
      <label htmlFor="bookmarklet" className="text-15 font-medium">
        {words.code}
      </label>
      <textarea
        ref={code}
        id="bookmarklet"
        readOnly
        rows={4}
        defaultValue={address}
        onFocus={(event) => event.currentTarget.select()}
        className="w-full resize-none rounded-control border-0 border-b-2 border-ink-2 bg-wall px-3 py-2 text-13 wrap-anywhere"
      />
      <span className="needs-script">
        <Button type="button" onClick={() => void copy()}>
          {words.copy}
        </Button>
      </span>
      <Notice tone="good">{said}</Notice>
    </div>
  );
}
