import type { JSX } from "preact";
import { create } from "qrcode";

/** Modules of white around the code: ISO/IEC 18004 asks for four; the block's padding is part of it. */
const kQuiet = 1;

/** A QR code of `text`, black on white in both tones; `label` says what it leads to. */
export function Qr({ text, label }: { text: string; label: string }): JSX.Element {
  const { size, data } = create(text, { errorCorrectionLevel: "M" }).modules;
  let path = "";
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (data[row * size + column]) path += `M${column + kQuiet} ${row + kQuiet}h1v1h-1z`;
    }
  }
  const side = size + 2 * kQuiet;
  return (
    <div class="qr">
      <svg viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
        <path d={path} fill="#000" />
      </svg>
    </div>
  );
}
