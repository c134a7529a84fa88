// The question on the wall: as large as fits, never cut. Sizes are parts of the screen's shorter side.

const kLargest = 0.115;
/** Readable from the back of a hall. */
const kSmallest = 0.05;
/** Below what is readable: only for words that leave no choice, such as 500 letters W or 10,000 characters. */
const kFloor = 0.01;
const kStep = 0.001;

/** What must be measured; the DOM behind it is the page's. */
export interface Wall {
  /** Sets the question's size in pixels. */
  setSize(size: number): void;
  /** Everything else gives way to the question, except the QR code. */
  setTight(tight: boolean): void;
  /** Nothing is cut at the size that is set. */
  fits(): boolean;
}

/** Finds the largest size at which the question fits; "Next" gives way before the question becomes unreadable. */
export function fit(wall: Wall, shorterSide: number): void {
  wall.setTight(false);
  if (shrink(wall, shorterSide, kLargest, kSmallest)) return;
  wall.setTight(true);
  shrink(wall, shorterSide, kLargest, kFloor);
}

function shrink(wall: Wall, shorterSide: number, from: number, to: number): boolean {
  // Halving: a smaller question never needs more room.
  let [fitting, low, high] = [-1, 0, Math.round((from - to) / kStep)];
  const fitsAt = (step: number) => {
    wall.setSize((from - step * kStep) * shorterSide);
    return wall.fits();
  };
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (fitsAt(middle)) [fitting, high] = [middle, middle - 1];
    else low = middle + 1;
  }
  wall.setSize((fitting < 0 ? to : from - fitting * kStep) * shorterSide);
  return fitting >= 0;
}
