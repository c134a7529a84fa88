import type { Refused, Role, ServerMessage } from "../protocol/messages";
import { Malformed, readFrame } from "../protocol/read";
import { backoff } from "./backoff";

/** Milliseconds. The server speaks at least every ten seconds (events, else its tally); docs/protocol.md 2.5. */
export const kSilence = 25_000;
/** Milliseconds. A network that swallows the handshake would otherwise hold us for minutes. */
const kHandshake = 10_000;

export type LinkState =
  | { readonly kind: "connecting"; readonly attempt: number }
  /** Welcomed. */
  | { readonly kind: "open" }
  /** Lost; tries again by itself at `retryAt` (milliseconds since 1970) or as soon as the browser is online. */
  | { readonly kind: "waiting"; readonly attempt: number; readonly retryAt: number }
  /** The server will not have us in this role: final. */
  | { readonly kind: "refused"; readonly refused: Refused };

export interface LinkOptions {
  readonly url: string;
  readonly role: Role;
  /** The highest sequence number applied; null asks for the whole state. */
  readonly since: () => number | null;
  /** Returns false where the message does not fit: the link comes back and asks for the whole state. */
  readonly onMessage: (message: ServerMessage) => boolean;
  readonly onState: (state: LinkState) => void;
  /** Ends everything. */
  readonly signal: AbortSignal;
  readonly random?: () => number;
}

export interface Link {
  /** Sends one object; false where the link is not open. */
  send(message: object): boolean;
}

/** Keeps one socket to a meeting, for as long as `signal` is not aborted. */
export function openLink(options: LinkOptions): Link {
  let socket: WebSocket | null = null;
  let open = false;
  let attempt = 0;
  let afresh = false; // The next hello asks for the whole state.
  let heardAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    clearTimeout(timer);
    options.onState({ kind: "connecting", attempt });
    const opening = new WebSocket(options.url, "wardcast.v1");
    socket = opening;
    heardAt = Date.now();
    opening.onopen = () => {
      const since = afresh ? null : options.since();
      opening.send(
        JSON.stringify({
          type: "hello",
          ...(since !== null && { since }),
          ...(options.role !== "resident" && { as: options.role }),
        }),
      );
    };
    opening.onmessage = (event: MessageEvent<unknown>) => hear(event.data);
    opening.onclose = () => lose(opening);
    listen(kHandshake);
  }

  function hear(data: unknown): void {
    heardAt = Date.now();
    const message = typeof data === "string" ? readFrame(data) : new Malformed("frame: not text");
    if (message instanceof Malformed) {
      console.warn("wardcast:", message.message);
      return again();
    }
    if (message.type === "refused" && message.id === null) return refuse(message);
    if (!options.onMessage(message)) return again();
    if (message.type === "welcome") {
      open = true;
      attempt = 0;
      afresh = false;
      options.onState({ kind: "open" });
    }
    listen(kSilence);
  }

  function listen(limit: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => socket && lose(socket), limit);
  }

  function again(): void {
    afresh = true;
    if (socket) lose(socket);
  }

  function refuse(refused: Refused): void {
    drop();
    options.onState({ kind: "refused", refused });
  }

  function lose(lost: WebSocket): void {
    if (lost !== socket || options.signal.aborted) return;
    drop();
    const wait = backoff(attempt, options.random);
    options.onState({ kind: "waiting", attempt, retryAt: Date.now() + wait });
    attempt += 1;
    timer = setTimeout(connect, wait);
  }

  function drop(): void {
    clearTimeout(timer);
    const dropped = socket;
    socket = null;
    open = false;
    if (!dropped) return;
    dropped.onopen = dropped.onmessage = dropped.onclose = null;
    dropped.close();
  }

  /** Timers sleep in background tabs and sleeping phones: on waking, do not wait for them. */
  function wake(): void {
    if (document.visibilityState === "hidden" || options.signal.aborted) return;
    if (socket && Date.now() - heardAt > kSilence) lose(socket);
    if (!socket && timer !== undefined) connect();
  }

  options.signal.addEventListener("abort", drop);
  window.addEventListener("online", wake, { signal: options.signal });
  document.addEventListener("visibilitychange", wake, { signal: options.signal });
  connect();

  return {
    send(message) {
      if (!open || !socket) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
  };
}
