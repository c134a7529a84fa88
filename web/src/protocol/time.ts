/** Milliseconds since 1970, by the server's clock. */
export type Instant = number;
