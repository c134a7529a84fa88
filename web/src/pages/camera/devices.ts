/** Which way a phone's lens looks. Laptops have one lens; for them it does not matter. */
export type Lens = "environment" | "user";

/** Why there is no picture, in terms of what the person can do about it. */
export type DeviceFault =
  /** The person or the device's settings said no. */
  | "denied"
  /** No camera, or none that can be found. */
  | "missing"
  /** Another app holds it. */
  | "in_use"
  /** The page was opened over plain HTTP on another machine: browsers give no camera there. */
  | "insecure"
  | "failed";

/** 720p at 30 frames is what the programme is made of; more would only warm the phone. */
export function pictureOf(lens: Lens): MediaTrackConstraints {
  return {
    facingMode: { ideal: lens },
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30, max: 30 },
  };
}

/**
 * One microphone for a whole hall. Gain is evened out, as people sit near and far. Echo is cancelled: a phone at home
 * may play the meeting beside it. Noise suppression stays off: it is made for one mouth at the microphone and eats the
 * voices from the back rows.
 */
export const kHallSound: MediaTrackConstraints = {
  autoGainControl: true,
  echoCancellation: true,
  noiseSuppression: false,
  channelCount: { ideal: 1 },
};

export function faultOf(error: unknown): DeviceFault {
  switch (error instanceof Error || error instanceof DOMException ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "in_use";
    default:
      return "failed";
  }
}

function onlyTrack(tracks: MediaStreamTrack[]): MediaStreamTrack {
  const [track] = tracks;
  if (track === undefined) throw new DOMException("no such track", "NotFoundError");
  return track;
}

/** Asks for camera and microphone; rejects with what `faultOf` reads. */
export async function openDevices(lens: Lens): Promise<{ audio: MediaStreamTrack; video: MediaStreamTrack }> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: kHallSound, video: pictureOf(lens) });
  const video = onlyTrack(stream.getVideoTracks());
  const audio = onlyTrack(stream.getAudioTracks());
  audio.contentHint = "speech";
  return { audio, video };
}

/**
 * The picture through another lens. The old track is stopped first, since most phones have one camera open at a time;
 * if the other lens does not open, the old one is opened again.
 */
export async function changeLens(
  old: MediaStreamTrack,
  from: Lens,
  to: Lens,
): Promise<{ video: MediaStreamTrack; lens: Lens }> {
  old.stop();
  const open = async (lens: Lens): Promise<MediaStreamTrack> => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: pictureOf(lens) });
    return onlyTrack(stream.getVideoTracks());
  };
  try {
    return { video: await open(to), lens: to };
  } catch {
    return { video: await open(from), lens: from };
  }
}
