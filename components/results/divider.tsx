/** Between what looks like the query and what is only the nearest. Padding, not margins: rows of long lists are measured. */
export function Divider() {
  return (
    <div aria-hidden="true" className="flex items-center gap-4 py-6 text-sm text-muted">
      <span className="h-px flex-1 bg-line" />
      Less certain from here
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}
