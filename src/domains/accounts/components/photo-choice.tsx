'use client';
import { type FormEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { useFirstError } from '@/ui/first-error';

/** In pixels: half of the larger square, so that it is sharp on fine screens. */
const faceSize = 96;

type Props = {
  member: { handle: string; photo: { small: string; large: string } | null };
  address: string;
  sieve: { types: readonly string[]; bytes: number };
  error?: string;
  words: Record<'photo' | 'hint' | 'use' | 'sending' | 'remove' | 'tooLarge', string>;
};

/** The present face, or the file that would take its place, and the buttons. A plain form, which the browser sends. */
export function PhotoChoice({ member, address, sieve, error, words }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const { preview, isTooLarge, look } = usePreview(form, sieve.bytes);
  const { isSending, send } = useSending(isTooLarge);
  const problem = isTooLarge ? words.tooLarge : preview ? undefined : error;
  // The page comes whole from the server each time: what it said first it says to the end.
  const [answer] = useState({ status: error ? 'refused' : 'idle' });
  useFirstError(form, answer);
  return (
    <form
      ref={form}
      action={address}
      method="post"
      encType="multipart/form-data"
      onSubmit={send}
      className="flex items-start gap-5 max-tablet:flex-col tablet:gap-7"
    >
      <Avatar handle={member.handle} photo={preview ? { small: preview } : member.photo} size={faceSize} />
      <div className="flex min-w-0 grow flex-col gap-4">
        <Field
          id="photo-file"
          name="file"
          type="file"
          label={words.photo}
          hint={words.hint}
          error={problem}
          accept={sieve.types.join(',')}
          onChange={look}
          required
        />
        <div className="flex flex-wrap items-center gap-3">
          <Button aria-disabled={isSending || isTooLarge}>{isSending ? words.sending : words.use}</Button>
          {member.photo && (
            <Button tone="grave" form="photo-removal">
              {words.remove}
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}

/** The chosen file as a picture's address, while it is chosen. One that is too large is told of before it travels. */
function usePreview(form: RefObject<HTMLFormElement | null>, bytes: number) {
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<string | null>(null);
  const look = useCallback(() => {
    const field = form.current?.elements.namedItem('file');
    setFile((field instanceof HTMLInputElement && field.files?.[0]) || null);
  }, [form]);
  // A file may have been chosen before this script came, and browsers keep it when a page is loaded again.
  useEffect(look, [look]);
  useEffect(() => {
    if (!file) return;
    const address = URL.createObjectURL(file);
    setPreview(address);
    return () => {
      setPreview(null);
      URL.revokeObjectURL(address);
    };
  }, [file]);
  return { preview, isTooLarge: (file?.size ?? 0) > bytes, look };
}

/** Says that the form is on its way, and sends it once. Who comes back to the page by the browser's button finds it ready again. */
function useSending(isHeld: boolean) {
  const [isSending, setSending] = useState(false);
  useEffect(() => {
    const reset = () => setSending(false);
    window.addEventListener('pageshow', reset);
    return () => window.removeEventListener('pageshow', reset);
  }, []);
  const send = (event: FormEvent) => {
    if (isSending || isHeld) event.preventDefault();
    else setSending(true);
  };
  return { isSending, send };
}
