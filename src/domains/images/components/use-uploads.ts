'use client';
import { useEffect, useReducer, useRef } from 'react';
import type { UploadRouter } from '@/app/api/uploadthing/router';
import { type FormState, idle } from '@/platform/form-state';

/**
 * One chosen picture on its way: a file to be sent, or an address to be fetched from. `upload` is the reference it has once it arrived; `problem` is the code of
 * a refusal, or "broken".
 */
export type Chosen = {
  id: string;
  picture: File | string;
  name: string;
  preview: string;
  /** Where it was found. */
  source?: string;
  progress: number;
  upload?: string;
  problem?: string;
  /** What the share action said about its words. */
  answer: FormState;
};

/** What a picture may be, for a first word before the upload; the server decides. */
export type Sieve = { types: readonly string[]; bytes: number };

type Event =
  | { kind: 'chosen'; pictures: Chosen[] }
  | { kind: 'changed'; id: string; change: Partial<Chosen> }
  | { kind: 'removed'; id: string }
  | { kind: 'emptied' };

function reduce(list: Chosen[], event: Event): Chosen[] {
  if (event.kind === 'chosen') return [...list, ...event.pictures];
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

/** Has the site fetch one picture. Nobody knows how far that is. @returns the upload's reference */
async function fetchThere(address: string, signal: AbortSignal): Promise<string> {
  const response = await fetch('/api/share/address', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ address }),
    signal,
  });
  const { ref, error } = (await response.json()) as { ref?: string; error?: { code: string } };
  if (!ref) throw new Error(error?.code);
  return ref;
}

/**
 * The pictures a person chose, each brought here in its turn from the moment it is chosen, each to be tried again or removed. One after the other: all
 * of a line's width goes to one, so the first is there soonest.
 */
export function useUploads() {
  const [list, tell] = useReducer(reduce, []);
  const line = useRef<Promise<void>>(Promise.resolve());
  const running = useRef(new Map<string, AbortController>());
  const change = (id: string, part: Partial<Chosen>) => tell({ kind: 'changed', id, change: part });

  function queue({ id, picture }: Pick<Chosen, 'id' | 'picture'>) {
    const stop = new AbortController();
    running.current.set(id, stop);
    change(id, { problem: undefined, progress: 0 });
    line.current = line.current.then(async () => {
      if (stop.signal.aborted) return;
      try {
        const upload =
          typeof picture === 'string'
            ? await fetchThere(picture, stop.signal)
            : await send(picture, (progress) => change(id, { progress }), stop.signal);
        change(id, { upload, progress: 1 });
      } catch (thrown) {
        if (!stop.signal.aborted) change(id, { problem: problemOf(thrown) });
      }
    });
  }

  function take(pictures: Chosen[]) {
    tell({ kind: 'chosen', pictures });
    for (const each of pictures) if (!each.problem) queue(each);
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
    add: (files: Iterable<File>, sieve: Sieve) => take([...files].map((file) => enter(file, sieve))),
    /** Pictures of a page elsewhere, by their addresses; `source` is the page's. */
    addFrom: (source: string, addresses: readonly string[]) => take(addresses.map((address) => found(address, source))),
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
  const preview = URL.createObjectURL(file);
  return { id: crypto.randomUUID(), picture: file, name: file.name, preview, progress: 0, problem, answer: idle };
}

function found(address: string, source: string): Chosen {
  const { hostname, pathname } = new URL(address);
  const name = pathname.split('/').at(-1) || hostname;
  return { id: crypto.randomUUID(), picture: address, name, preview: address, source, progress: 0, answer: idle };
}
