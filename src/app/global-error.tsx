'use client';

/** When even the frame of the site broke: no catalogue, no style sheet and no language are to be relied on, so it says both. */
export default function FrameBroken({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body
        style={{ font: '17px/1.5 system-ui, sans-serif', margin: '15vh auto', maxWidth: '32rem', padding: '0 1rem' }}
      >
        <title>Vitrine</title>
        <h1 style={{ fontSize: '28px' }}>Something broke on our side</h1>
        <p>Try once more; if it stays broken, come back in a while.</p>
        <p lang="zh-Hans">我们这边出了点问题。请再试一次；如果仍然不行，请稍后再来。</p>
        <button type="button" onClick={retry} style={{ font: 'inherit', padding: '10px 20px' }}>
          Try again · <span lang="zh-Hans">再试一次</span>
        </button>
      </body>
    </html>
  );
}
