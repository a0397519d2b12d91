'use client';
import { useEffect, useReducer, useRef } from 'react';
import type { UploadRouter } from '@/app/api/uploadthing/router';
import { type FormState, idle } from '@/platform/form-state';

/** One chosen file on its way. `upload` is the reference the file has once it arrived; `problem` is the code of a refusal, or "broken". */
export type Chosen = {
  id: string;
  file: File;
  preview: string;
  progress: number;
  upload?: string;
  problem?: string;
  /** What the share action said about its words. */
  answer: FormState;
};

/** What a picture may be, for a first word before the upload; the server decides. */
export type Sieve = { types: readonly string[]; bytes: number };

type Event =
  | { kind: 'chosen'; files: Chosen[] }
  | { kind: 'changed'; id: string; change: Partial<Chosen> }
  | { kind: 'removed'; id: string }
  | { kind: 'emptied' };

function reduce(list: Chosen[], event: Event): Chosen[] {
  if (event.kind === 'chosen') return [...list, ...event.files];
  if (event.kind === 'removed') return list.filter(({ id }) => id !== event.id);
  if (event.kind === 'emptied') return [];
  return list.map((chosen) => (chosen.id === event.id ? { ...chosen, ...event.change } : chosen));
}

/** The code of the refusal an upload ended with, as the server or the client library said it; "broken" for everything else. */
function problemOf(thrown: unknown): string {
  const said = thrown instanceof Error ? thrown.message : '';
  return /^[a-z]+\.[a-z-]+$/.test(said) ? said : 'broken';
}

/** Sends one file. The library is large and only needed from here on, so it is fetched now. @returns the upload's reference */
async function send(file: File, onProgress: (part: number) => void, signal: AbortSignal): Promise<string> {
  const { genUploader } = await import('uploadthing/client');
  const { uploadFiles } = genUploader<UploadRouter>({ url: '/api/uploadthing' });
  const [arrived] = await uploadFiles('image', {
    files: [file],
    signal,
    // The library counts the envelope too, and so may say more than all.
    onUploadProgress: ({ progress }) => onProgress(Math.min(1, progress / 100)),
  });
  if (!arrived?.serverData.upload) throw new Error('the answer names no upload');
  return arrived.serverData.upload;
}

/**
 * The files a person chose, each uploaded in its turn from the moment it is chosen, each to be tried again or removed. One after the other: all
 * of a line's width goes to one file, so the first is there soonest.
 */
export function useUploads(sieve: Sieve) {
  const [list, tell] = useReducer(reduce, []);
  const line = useRef<Promise<void>>(Promise.resolve());
  const running = useRef(new Map<string, AbortController>());
  const change = (id: string, part: Partial<Chosen>) => tell({ kind: 'changed', id, change: part });

  function queue({ id, file }: Pick<Chosen, 'id' | 'file'>) {
    const stop = new AbortController();
    running.current.set(id, stop);
    change(id, { problem: undefined, progress: 0 });
    line.current = line.current.then(async () => {
      if (stop.signal.aborted) return;
      try {
        const upload = await send(file, (progress) => change(id, { progress }), stop.signal);
        change(id, { upload, progress: 1 });
      } catch (thrown) {
        if (!stop.signal.aborted) change(id, { problem: problemOf(thrown) });
      }
    });
  }

  useEffect(() => {
    const all = running.current;
    return () => {
      for (const stop of all.values()) stop.abort();
    };
  }, []);

  return {
    list,
    change,
    add: (files: Iterable<File>) => {
      const chosen = [...files].map((file) => enter(file, sieve));
      tell({ kind: 'chosen', files: chosen });
      for (const each of chosen) if (!each.problem) queue(each);
    },
    retry: queue,
    remove: ({ id, preview }: Chosen) => {
      running.current.get(id)?.abort();
      URL.revokeObjectURL(preview);
      tell({ kind: 'removed', id });
    },
    empty: () => tell({ kind: 'emptied' }),
  };
}

function enter(file: File, { types, bytes }: Sieve): Chosen {
  const problem = types.includes(file.type)
    ? file.size > bytes
      ? 'pictures.too-many-bytes'
      : undefined
    : 'pictures.not-a-picture';
  return { id: crypto.randomUUID(), file, preview: URL.createObjectURL(file), progress: 0, problem, answer: idle };
}
