// A program that takes part over the socket as docs/protocol.md describes it, written apart from the front end, so that
// the two cannot share a mistake. It keeps every frame it was sent.
import { randomUUID } from "node:crypto";

export interface Question {
  id: string;
  text: string;
  name: string;
  channel: string;
  status: string;
  supporters: number;
  reason?: string;
  into?: string;
  origin?: { source: string; handle?: string; url?: string };
}

interface Patch {
  question?: Question;
  gone?: string[];
  queue?: { question: string; before?: string | null; out?: boolean }[];
  set?: Record<string, unknown>;
}

interface Event {
  seq: number;
  event: string;
  data: Patch;
}

export interface State {
  title: string;
  phase: string;
  asking: string | null;
  queue: string[];
  questions: Question[];
  [member: string]: unknown;
}

export interface Answer {
  type: "done" | "refused";
  id: string;
  seq?: number;
  question?: string;
  code?: string;
  message?: string;
}

interface Options {
  token?: string;
  since?: number;
  state?: State;
}

export class Participant {
  readonly frames: string[] = [];
  readonly events: Event[] = [];
  state: State | undefined;
  seq = 0;
  keep = "";
  role = "";
  watching = 0;
  mine: { asked: string[]; supported: string[] } = { asked: [], supported: [] };
  closed: { code: number; reason: string } | undefined;
  private readonly socket: WebSocket;
  private readonly answers = new Map<string, Answer>();
  private waiters: (() => void)[] = [];

  private constructor(socket: WebSocket) {
    this.socket = socket;
  }

  /** Opens a socket and says hello; returns when welcomed (or throws with the refusal). */
  static async join(server: string, slug: string, options: Options = {}): Promise<Participant> {
    const who = Participant.connect(server, slug);
    if (options.state) who.state = structuredClone(options.state);
    await who.opened();
    who.send({
      type: "hello",
      ...(options.token === undefined ? {} : { token: options.token }),
      ...(options.since === undefined ? {} : { since: options.since }),
    });
    await who.until("a welcome", () => who.role !== "" || who.closed !== undefined);
    if (who.role === "") throw new Error(`not welcomed: ${who.frames.join(" ")} close ${who.closed?.code ?? ""}`);
    return who;
  }

  /** Opens a socket without a word. */
  static connect(server: string, slug: string): Participant {
    const socket = new WebSocket(`${server.replace("http", "ws")}/ws/${slug}`, "wardcast.v1");
    const who = new Participant(socket);
    socket.addEventListener("message", (message) => who.take(String(message.data)));
    socket.addEventListener("close", ({ code, reason }) => {
      who.closed = { code, reason };
      who.wake();
    });
    socket.addEventListener("error", () => {
      who.closed ??= { code: 1006, reason: "error" };
      who.wake();
    });
    return who;
  }

  async opened(): Promise<void> {
    if (this.socket.readyState === WebSocket.OPEN) return;
    await new Promise<void>((resolve, reject) => {
      this.socket.addEventListener("open", () => resolve(), { once: true });
      this.socket.addEventListener("close", () => reject(new Error("closed before it opened")), { once: true });
    });
  }

  send(message: unknown): void {
    this.socket.send(JSON.stringify(message));
  }

  sendRaw(data: string | Uint8Array<ArrayBuffer>): void {
    this.socket.send(data);
  }

  /** Gives a command and returns the answer. */
  async do(command: string, data: unknown = {}, id: string = randomUUID()): Promise<Answer> {
    this.answers.delete(id);
    this.send({ type: "do", id, command, data });
    await this.until(`an answer to ${command}`, () => this.answers.has(id) || this.closed !== undefined);
    const answer = this.answers.get(id);
    if (!answer) throw new Error(`the socket closed (${this.closed?.code ?? ""}) before ${command} was answered`);
    return answer;
  }

  /** Gives a command that must be done, and waits until its events have come too. */
  async done(command: string, data: unknown = {}): Promise<Answer> {
    const answer = await this.do(command, data);
    if (answer.type !== "done") throw new Error(`${command} was refused: ${answer.code ?? ""} ${answer.message ?? ""}`);
    // Support is told as tallies, which carry no sequence.
    if (command !== "vote" && command !== "unvote") {
      await this.until(`seq ${answer.seq ?? 0}`, () => this.seq >= (answer.seq ?? 0));
    }
    return answer;
  }

  question(id: string | undefined): Question | undefined {
    return this.state?.questions.find((question) => question.id === id);
  }

  async until(what: string, condition: () => boolean): Promise<void> {
    const patience = AbortSignal.timeout(20_000);
    while (!condition()) {
      if (patience.aborted) throw new Error(`never came: ${what}; last frames: ${this.frames.slice(-3).join("\n")}`);
      await new Promise<void>((resolve) => {
        this.waiters.push(resolve);
        patience.addEventListener("abort", () => resolve(), { once: true });
      });
    }
  }

  async leave(): Promise<void> {
    this.socket.close();
    await this.until("the close", () => this.closed !== undefined);
  }

  private wake(): void {
    const waiters = this.waiters;
    this.waiters = [];
    for (const waiter of waiters) waiter();
  }

  private take(text: string): void {
    this.frames.push(text);
    const message = JSON.parse(text) as { type: string } & Record<string, unknown>;
    switch (message.type) {
      case "welcome":
        this.role = message["role"] as string;
        this.keep = (message["keep"] as string | undefined) ?? "";
        this.mine = message["mine"] as typeof this.mine;
        if (message["state"] !== undefined) this.state = message["state"] as State;
        for (const event of (message["events"] as Event[] | undefined) ?? []) this.apply(event);
        this.seq = message["seq"] as number;
        break;
      case "events":
        for (const event of message["events"] as Event[]) this.apply(event);
        this.seq = message["seq"] as number;
        break;
      case "tally":
        this.watching = message["watching"] as number;
        for (const [id, supporters] of Object.entries(message["votes"] as Record<string, number>)) {
          const question = this.question(id);
          if (question) question.supporters = supporters;
        }
        break;
      case "done":
      case "refused":
        this.answers.set(message["id"] as string, message as unknown as Answer);
        break;
    }
    this.wake();
  }

  private apply(event: Event): void {
    this.events.push(event);
    const { state } = this;
    if (!state) return;
    const { question, gone, queue, set } = event.data;
    if (question) state.questions = [...state.questions.filter(({ id }) => id !== question.id), question];
    if (gone) state.questions = state.questions.filter(({ id }) => !gone.includes(id));
    for (const step of queue ?? []) {
      state.queue = state.queue.filter((id) => id !== step.question);
      if (step.out) continue;
      const at = step.before ? state.queue.indexOf(step.before) : state.queue.length;
      state.queue.splice(at, 0, step.question);
    }
    Object.assign(state, set);
  }
}
