import type { JSX } from "preact";

// Drawn in the document rather than as mask images: the Content-Security-Policy allows no data: addresses, and a file
// each would be a request each.

const stroked: Readonly<Record<string, { width: number; path: string }>> = {
  up: { width: 2.4, path: "M12 6 20 18H4z" },
  mic: { width: 2, path: "M9 6a3 3 0 0 1 6 0v5a3 3 0 0 1-6 0zM5 11a7 7 0 0 0 14 0M12 18v3M8.5 21h7" },
  "mic-off": {
    width: 2,
    path: "M3 3l18 18M9 9v2a3 3 0 0 0 4.7 2.5M15 11.500V6a3 3 0 0 0-5.9-.8M5 11a7 7 0 0 0 11 5.700M18.700 13.200A7 7 0 0 0 19 11M12 18v3M8.5 21h7",
  },
  flip: { width: 2, path: "M4 10a8.2 8.2 0 0 1 14.5-3L20 9M20 4v5h-5M20 14a8.2 8.2 0 0 1-14.5 3L4 15M4 20v-5h5" },
  turn: {
    width: 2,
    path: "M4 11h11a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2zM12 4h4a4 4 0 0 1 4 4v3M17.5 8.500 20 11l2.500-2.500",
  },
  sound: {
    width: 2,
    path: "M4 15v-2a8 8 0 0 1 16 0v2M5 14h1a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-3a2 2 0 0 1 2-2zM18 14h1a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2h-1a2 2 0 0 1-2-2v-3a2 2 0 0 1 2-2z",
  },
  full: { width: 2, path: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" },
  captions: {
    width: 2,
    path: "M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM7 12h4M7 15.500h6M14 12h3",
  },
  quality: {
    width: 2,
    path: "M4 7h9M19 7h1M4 17h2M12 17h8M16 4.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5zM9 14.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5z",
  },
  small: { width: 2, path: "M21 10V6a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h4M14 13h7v7h-7z" },
  picture: { width: 2, path: "M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM10 9v6l5-3z" },
  text: { width: 2, path: "M4 6h16M4 10.500h16M4 15h16M4 19.500h9" },
  tick: { width: 3, path: "m4.500 12.500 5 5 10-11" },
  undo: { width: 2.4, path: "M9 3.500 4 8.500l5 5M4 8.500h10a6 6 0 0 1 0 12h-3" },
  calendar: {
    width: 2,
    path: "M5.500 5h13a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM3.500 10h17M8 2.500V7M16 2.500V7",
  },
  link: {
    width: 2,
    path: "M10 14a4.500 4.500 0 0 0 6.500.4l3.200-3.200a4.600 4.600 0 0 0-6.500-6.500l-1.500 1.500M14 10a4.500 4.500 0 0 0-6.500-.4l-3.200 3.200a4.600 4.600 0 0 0 6.500 6.500l1.500-1.500",
  },
  warn: { width: 2.2, path: "M12 3.500 22 20H2zM12 10v4.500M12 17.200v.1" },
  off: {
    width: 2.2,
    path: "M3 3l18 18M2.500 9.500A14 14 0 0 1 7 6.800M11 5.600a14 14 0 0 1 10.500 3.900M6 13.500a9 9 0 0 1 4-2.200M14.500 11.500a9 9 0 0 1 3.500 2M12 18.500v.1",
  },
  print: { width: 2, path: "M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z" },
  plus: { width: 2.6, path: "M12 5v14M5 12h14" },
  down: { width: 2.6, path: "m5 9 7 7 7-7" },
  "arrow-up": { width: 2.6, path: "M12 20V5M5 11l7-7 7 7" },
  "arrow-down": { width: 2.6, path: "M12 4v15M5 13l7 7 7-7" },
  top: { width: 2.6, path: "M5 4h14M12 21V9M6 14l6-6 6 6" },
  out: { width: 2.4, path: "M8 5h11v11M19 5 5 19" },
  edge: { width: 2.4, path: "M4 5.500 13 12l-9 6.500zM19 5v14" },
};

const filled: Readonly<Record<string, string>> = {
  "up-full": "M12 5 21 19H3z",
  pause: "M6 5h4v14H6zM14 5h4v14h-4z",
  play: "M7 4v16l13-8z",
  stop: "M5 5h14v14H5z",
  more: "M5 9.800a2.200 2.200 0 1 1 0 4.400 2.200 2.200 0 0 1 0-4.400zM12 9.800a2.200 2.200 0 1 1 0 4.400 2.200 2.200 0 0 1 0-4.400zM19 9.800a2.200 2.200 0 1 1 0 4.400 2.200 2.200 0 0 1 0-4.400z",
};

export type IconName =
  | "up"
  | "up-full"
  | "mic"
  | "mic-off"
  | "flip"
  | "turn"
  | "pause"
  | "play"
  | "stop"
  | "sound"
  | "full"
  | "text"
  | "captions"
  | "quality"
  | "small"
  | "picture"
  | "tick"
  | "undo"
  | "calendar"
  | "link"
  | "warn"
  | "off"
  | "print"
  | "plus"
  | "down"
  | "arrow-up"
  | "arrow-down"
  | "top"
  | "edge"
  | "out"
  | "more";

/** An icon beside its word; hidden from screen readers. Sizes: s 18, m 24, l 32 pixels. */
export function Icon({ name, size = "m" }: { name: IconName; size?: "s" | "m" | "l" }): JSX.Element {
  const line = stroked[name];
  return (
    <svg class={size === "m" ? "i" : `i ${size}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {line ? (
        <path
          d={line.path}
          fill="none"
          stroke="currentColor"
          stroke-width={line.width}
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      ) : (
        <path d={filled[name]} fill="currentColor" />
      )}
    </svg>
  );
}
