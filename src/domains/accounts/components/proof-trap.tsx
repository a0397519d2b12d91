/**
 * A field that people neither see, hear nor reach, and programs that fill in everything do: the server refuses a form in which it is filled.
 * Not `display: none`, which such programs look for; password managers are asked to leave it alone.
 */
export function ProofTrap({ words }: { words: string }) {
  return (
    <div className="sr-only" aria-hidden="true">
      <label>
        {words}
        <input
          className="target"
          name="website"
          type="text"
          tabIndex={-1}
          autoComplete="off"
          data-1p-ignore=""
          data-lpignore="true"
          data-bwignore=""
          data-form-type="other"
        />
      </label>
    </div>
  );
}
