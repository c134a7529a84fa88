// What stays in this browser. Private windows and full disks refuse to keep anything: the page then works without.

export function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** An empty or null value forgets. */
export function keep(name: string, value: string | null): void {
  try {
    if (value === null || value === "") localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Nothing to do: see above.
  }
}

/** Names of everything kept that begins with `prefix`. */
export function keptNames(prefix: string): string[] {
  try {
    return Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? "").filter((name) =>
      name.startsWith(prefix),
    );
  } catch {
    return [];
  }
}
