// A calendar entry (RFC 5545) made in the browser, so that following a meeting needs no account anywhere.

export interface Dated {
  readonly slug: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly starts: number;
}

/** Milliseconds; nobody knows how long it will take, and calendars want an end. */
const kUsual = 90 * 60 * 1000;

export function calendar(meetings: readonly Dated[], origin: string, now: number): string {
  const events = meetings.flatMap(({ slug, title, starts }) => [
    "BEGIN:VEVENT",
    `UID:${escaped(slug)}@${new URL(origin).host}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(starts)}`,
    `DTEND:${utc(starts + kUsual)}`,
    folded(`SUMMARY:${escaped(title)}`),
    folded(`URL:${origin}/m/${encodeURIComponent(slug)}`),
    "END:VEVENT",
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Wardcast//EN", ...events, "END:VCALENDAR", ""].join("\r\n");
}

/** Hands the entry to whatever keeps the reader's calendar. */
export function saveCalendar(meetings: readonly Dated[], name: string): void {
  const address = URL.createObjectURL(
    new Blob([calendar(meetings, location.origin, Date.now())], { type: "text/calendar" }),
  );
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name}.ics`;
  link.click();
  URL.revokeObjectURL(address);
}

function utc(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

/** RFC 5545 section 3.3.11. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (found) => `\\${found}`).replace(/\r?\n/g, "\\n");
}

/** RFC 5545 section 3.1: lines of at most 75 octets. */
function folded(line: string): string {
  let lines = "";
  let octets = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > 74) {
      lines += "\r\n ";
      octets = 1;
    }
    lines += character;
    octets += size;
  }
  return lines;
}
