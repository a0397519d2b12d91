import type { Page } from '@playwright/test';

/** A file as a page gets it that is dragged over it and let go. */
export async function drop(page: Page, { name, mimeType, buffer }: { name: string; mimeType: string; buffer: Buffer }) {
  const dataTransfer = await page.evaluateHandle(
    async ({ name, mimeType, data }) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type: mimeType }));
      return transfer;
    },
    { name, mimeType, data: buffer.toString('base64') },
  );
  await page.dispatchEvent('main', 'dragover', { dataTransfer });
  await page.dispatchEvent('main', 'drop', { dataTransfer });
}

/** Puts a picture on the clipboard, as "copy image" does, and pastes it: a PNG, which browsers call image.png. */
export async function paste(page: Page) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(640, 480);
    const pen = canvas.getContext('2d');
    for (let line = 0; pen && line < 480; line++) {
      pen.fillStyle = `hsl(${Math.random() * 360} 50% ${20 + line / 10}%)`;
      pen.fillRect(0, line, 640, 1);
    }
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': canvas.convertToBlob() })]);
  });
  await page.keyboard.press('ControlOrMeta+v');
}
