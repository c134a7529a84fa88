// The real program under test: build/release/wardcast (or $WARDCAST_BINARY) on a free port with a data folder of its own.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const run = promisify(execFile);
const binary = process.env["WARDCAST_BINARY"] ?? join(import.meta.dirname, "../../../build/release/wardcast");

export interface Links {
  watch: string;
  camera: string;
  chair: string;
  clerk: string;
  captioner: string;
  room: string;
}

export class Server {
  private child: ChildProcess | undefined;
  private port = 0;
  /** What it has written to standard error. */
  log = "";
  private readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** A new folder for data. */
  static async folder(): Promise<string> {
    return mkdtemp(join(tmpdir(), "wardcast-e2e-"));
  }

  static async start(...options: string[]): Promise<Server> {
    const server = new Server(await Server.folder());
    // Browser and server are on one machine, which may have no other network than loopback.
    await writeFile(
      join(server.folder, "wardcast.toml"),
      'listen_https = []\n[media.ice]\npublic_address = "127.0.0.1"\n',
    );
    await server.serve(...options);
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the process, on the same port as before if there was one, and returns once it listens. */
  async serve(...options: string[]): Promise<void> {
    const child = spawn(binary, ["serve", ...this.common(), "--listen", `127.0.0.1:${this.port}`, ...options], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    child.stderr.on("data", (chunk: Buffer) => (this.log += chunk.toString()));
    for await (const line of createInterface({ input: child.stdout })) {
      const match = /^listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(line);
      if (match) {
        this.port = Number(match[1]);
        child.stdout.resume();
        return;
      }
    }
    throw new Error(`the server ended before it listened:\n${this.log}`);
  }

  /** Ends the process at once, as a power cut would. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.end("SIGTERM");
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Creates a meeting beside the running server; its links point at this server. */
  async createMeeting(title: string, ...options: string[]): Promise<Links & { slug: string }> {
    const { stdout } = await run(binary, ["meeting", "create", ...this.common(), "--title", title, "--json", ...options]);
    const created = JSON.parse(stdout) as { slug: string; links: Links };
    return { slug: created.slug, ...this.here(created.links) };
  }

  /** The links of a meeting that exists. */
  async links(slug: string): Promise<Links> {
    const { stdout } = await run(binary, ["meeting", "links", slug, ...this.common(), "--json"]);
    return this.here((JSON.parse(stdout) as { links: Links }).links);
  }

  private here(links: Links): Links {
    const here = (link: string) => this.url + new URL(link).pathname + new URL(link).search;
    return Object.fromEntries(Object.entries(links).map(([role, link]) => [role, here(link as string)])) as unknown as Links;
  }

  /** Runs a command of the program beside the server; what it prints. */
  async command(...words: string[]): Promise<string> {
    const { stdout } = await run(binary, [...words, ...this.common()]);
    return stdout;
  }

  private common(): string[] {
    return ["--config", join(this.folder, "wardcast.toml"), "--data", this.folder];
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  }
}
