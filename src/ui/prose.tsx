/** Running text under a screen's title. `html` must be safe: it is put into the page as it is, so only what our own renderer made may come here. */
export function Prose({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made by our renderer, which lets no HTML of an author through
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
