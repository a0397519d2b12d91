'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { buttonLook } from '@/ui/button';
import { classes } from '@/ui/classes';

/** Is something with files in it being dragged or pasted? Text dragged about the page is none of ours. */
function filesIn(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])];
}

/**
 * Where pictures come in: by the button, dropped anywhere on the page, or pasted. `isFilled`: some are here already, so it takes less room.
 */
export function DropZone(props: { types: readonly string[]; isFilled: boolean; onFiles: (files: File[]) => void }) {
  const t = useTranslations('images');
  const [isOver, setOver] = useState(false);
  const { onFiles } = props;
  useDropAndPaste(onFiles, setOver);
  return (
    <div
      className={classes(
        'needs-script flex flex-col items-center justify-center gap-3 border-2 border-dashed px-6 text-center transition-colors',
        props.isFilled ? 'py-6' : 'min-h-72 py-12',
        isOver ? 'border-accent bg-wall' : 'border-line',
      )}
    >
      <label
        className={classes(
          buttonLook(props.isFilled ? 'calm' : 'next'),
          'has-focus-visible:outline-2 outline-accent outline-offset-2',
        )}
      >
        <input
          type="file"
          accept={props.types.join(',')}
          multiple
          className="sr-only"
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            // The same file may be chosen again after it was removed.
            event.target.value = '';
          }}
        />
        {props.isFilled ? t('drop-more') : t('drop-choose')}
      </label>
      <p className="text-15 text-ink-2 max-tablet:hidden">{t('drop-or')}</p>
    </div>
  );
}

function useDropAndPaste(onFiles: (files: File[]) => void, setOver: (isOver: boolean) => void) {
  // The handlers stay on the document while the callback changes with each render.
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const stop = new AbortController();
    const on = <Name extends keyof DocumentEventMap>(name: Name, hear: (event: DocumentEventMap[Name]) => void) =>
      document.addEventListener(name, hear, { signal: stop.signal });
    on('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    });
    on('dragleave', (event) => event.relatedTarget === null && setOver(false));
    on('drop', (event) => {
      setOver(false);
      const files = filesIn(event.dataTransfer);
      if (files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    });
    on('paste', (event) => {
      const files = filesIn(event.clipboardData);
      if (files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    });
    return () => stop.abort();
  }, [setOver]);
}
