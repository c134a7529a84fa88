import type { LinkQuality } from "../../whip/link";
import { Publisher, type PublisherState } from "../../whip/publisher";
import { Recording, type RecordingDeps } from "../../whip/recording";
import { askIceServers } from "../../rtc/ice-servers";
import type { Peer } from "../../whip/session";
import { changeLens, faultOf, openDevices, type DeviceFault, type Lens } from "./devices";
import { listenTo } from "./ear";
import { hear, listening, type Hearing } from "../../state/sound";

export type Devices =
  | { readonly kind: "unasked" }
  /** The browser asks the person. */
  | { readonly kind: "asking" }
  | { readonly kind: "fault"; readonly fault: DeviceFault }
  /** `video` is null while another app holds the lens. */
  | { readonly kind: "open"; readonly video: MediaStreamTrack | null; readonly audio: MediaStreamTrack };

/** What the camera page shows of its own device. A new value at every change. */
export interface RigView {
  readonly devices: Devices;
  readonly publisher: PublisherState;
  /** Null until something was sent. */
  readonly link: LinkQuality | null;
  /** What the microphone hears here, for the time before going live. */
  readonly hearing: Hearing;
  readonly muted: boolean;
  /** A second lens is there. */
  readonly canFlip: boolean;
  readonly flipping: boolean;
}

/** Where this camera sends to. */
export interface Way {
  /** The WHIP endpoint. */
  readonly whip: string;
  /** The WebSocket for networks that let no WebRTC through. */
  readonly web: string;
  readonly camera: string;
}

export function wayOf(slug: string, page: Location): Way {
  const camera = new URLSearchParams(page.search).get("camera") ?? "main";
  const meeting = encodeURIComponent(slug);
  return {
    whip: camera === "main" ? `/whip/${meeting}` : `/whip/${meeting}?camera=${encodeURIComponent(camera)}`,
    web: `${page.origin.replace(/^http/, "ws")}/ws/${meeting}/camera`,
    camera,
  };
}

function recordingDeps({ web, camera }: Way): RecordingDeps {
  return {
    url: web,
    camera,
    socket: (url, subprotocol) => new WebSocket(url, subprotocol),
    recorder: (stream, options) => new MediaRecorder(stream, options),
    stream: (tracks) => new MediaStream(tracks),
    supports: (type) => MediaRecorder.isTypeSupported(type),
  };
}

/** Camera, microphone and their way to the server. Everything ends with `signal`. */
export class Rig {
  private lens: Lens = "environment";
  private current: RigView;
  private readonly publisher: Publisher;
  private listening: AbortController | null = null;
  private iceServers: RTCIceServer[] = [];

  constructor(
    private readonly way: Way,
    private readonly tell: (view: RigView) => void,
    private readonly signal: AbortSignal,
  ) {
    this.current = {
      devices: { kind: "unasked" },
      publisher: { kind: "idle" },
      link: null,
      hearing: listening(Date.now()),
      muted: false,
      canFlip: false,
      flipping: false,
    };
    this.publisher = new Publisher(
      way.whip,
      { audio: null, video: null },
      {
        fetch: (input, init) => fetch(input, init),
        peer: (): Peer => new RTCPeerConnection({ bundlePolicy: "max-bundle", iceServers: this.iceServers }),
        codecs: () => RTCRtpSender.getCapabilities("video")?.codecs ?? [],
        now: () => performance.now(),
        random: Math.random,
        ...("MediaRecorder" in window && {
          record: (tracks, takeover, signal) => Recording.open(tracks, takeover, recordingDeps(way), signal),
        }),
      },
      {
        state: (publisher) => this.show(publisher.kind === "connected" ? { publisher } : { publisher, link: null }),
        link: (link) => this.show({ link }),
      },
    );
    this.follow();
    void this.learnIceServers();
  }

  get view(): RigView {
    return this.current;
  }

  /** The lens looks at the person who holds the phone: a preview is then expected to be a mirror. */
  get facingUs(): boolean {
    const { devices } = this.current;
    return devices.kind === "open" && devices.video?.getSettings().facingMode === "user";
  }

  /** Asks for camera and microphone. Call from a press. */
  async setUp(): Promise<void> {
    if (!("mediaDevices" in navigator)) return this.show({ devices: { kind: "fault", fault: "insecure" } });
    if (this.current.devices.kind !== "open") this.show({ devices: { kind: "asking" } });
    try {
      const { audio, video } = await openDevices(this.lens);
      if (this.signal.aborted) return [audio, video].forEach((track) => track.stop());
      this.adopt(audio, video);
      const lenses = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput");
      this.show({ canFlip: lenses.length > 1 });
    } catch (error) {
      if (this.current.devices.kind !== "open") this.show({ devices: { kind: "fault", fault: faultOf(error) } });
    }
  }

  goLive(): void {
    if (this.current.devices.kind === "open") this.publisher.start();
  }

  takeOver(): void {
    this.publisher.takeOver();
  }

  /** Leaves the camera to whoever has it; does nothing once it was taken over. */
  leaveBusy(): void {
    if (this.publisher.state.kind === "busy") this.publisher.stop();
  }

  stop(): void {
    this.publisher.stop();
  }

  /** The meeting is over: stops sending and lets go of camera and microphone. */
  shut(): void {
    this.publisher.stop();
    this.letGo();
    this.show({ devices: { kind: "unasked" } });
  }

  /** The server says that it hears nothing of this camera. */
  unheard(): void {
    this.publisher.unheard();
  }

  mute(muted: boolean): void {
    const { devices } = this.current;
    if (devices.kind === "open") devices.audio.enabled = !muted;
    this.show({ muted, hearing: listening(Date.now()) });
  }

  async flip(): Promise<void> {
    const { devices, flipping } = this.current;
    if (devices.kind !== "open" || devices.video === null || flipping) return;
    this.show({ flipping: true });
    try {
      const wanted: Lens = this.lens === "user" ? "environment" : "user";
      const { video, lens } = await changeLens(devices.video, this.lens, wanted);
      this.lens = lens;
      this.adopt(devices.audio, video);
    } catch {
      this.show({ devices: { ...devices, video: null } });
    } finally {
      this.show({ flipping: false });
    }
  }

  private show(change: Partial<RigView>): void {
    this.current = { ...this.current, ...change };
    if (!this.signal.aborted) this.tell(this.current);
  }

  /** Takes these tracks for what is shown and sent. */
  private adopt(audio: MediaStreamTrack, video: MediaStreamTrack): void {
    const { devices, muted } = this.current;
    if (devices.kind === "open") {
      if (devices.video !== video) devices.video?.stop();
      if (devices.audio !== audio) devices.audio.stop();
    }
    audio.enabled = !muted;
    // Another app, or a telephone call, may take a track away at any time.
    video.addEventListener("ended", () => this.lost(video), { signal: this.signal });
    audio.addEventListener("ended", () => void this.setUp(), { signal: this.signal });
    if (devices.kind !== "open" || devices.audio !== audio) this.listen(audio);
    this.show({ devices: { kind: "open", audio, video } });
    void this.publisher.use({ audio, video }).catch(() => this.publisher.unheard());
  }

  private lost(video: MediaStreamTrack): void {
    const { devices } = this.current;
    if (devices.kind === "open" && devices.video === video) this.show({ devices: { ...devices, video: null } });
  }

  private listen(audio: MediaStreamTrack): void {
    this.listening?.abort();
    this.listening = new AbortController();
    const { signal } = this.listening;
    listenTo(audio, (db) => this.show({ hearing: hear(this.current.hearing, db, Date.now()) }), signal);
  }

  /** Known long before anybody presses a button; what TURN asks for lasts longer than a meeting. */
  private async learnIceServers(): Promise<void> {
    this.iceServers = await askIceServers(this.way.whip, (input, init) => fetch(input, init), this.signal);
  }

  private letGo(): void {
    const { devices } = this.current;
    this.listening?.abort();
    if (devices.kind !== "open") return;
    devices.audio.stop();
    devices.video?.stop();
  }

  /** Follows what the browser says of network and page. */
  private follow(): void {
    const { signal } = this;
    const look = (): void => {
      if (document.visibilityState === "hidden") return;
      this.publisher.wake();
      const { devices } = this.current;
      if (devices.kind === "open" && devices.video === null) void this.setUp();
    };
    window.addEventListener("online", look, { signal });
    document.addEventListener("visibilitychange", look, { signal });
    document.addEventListener("resume", look, { signal }); // Page Lifecycle: after a freeze
    const network = (navigator as { connection?: EventTarget }).connection;
    network?.addEventListener("change", look, { signal });
    // The server would take some seconds to notice that the page is gone.
    window.addEventListener("pagehide", ({ persisted }) => !persisted && this.publisher.stop(), { signal });
    window.addEventListener(
      "beforeunload",
      (event) => {
        if (this.current.publisher.kind === "connected") event.preventDefault();
      },
      { signal },
    );
    signal.addEventListener("abort", () => {
      this.publisher.stop();
      this.letGo();
    });
  }
}
