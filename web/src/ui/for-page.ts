/** Whether a key press is meant for the page: not for a field, a menu, a dialog or the browser. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target instanceof Element ? event.target : null;
  return target?.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog") == null;
}
