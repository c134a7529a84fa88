// One fair queue over the socket, against the real server.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Participant } from "../harness/participant.ts";
import { type Links, Server } from "../harness/server.ts";

const tokenOf = (link: string) => new URL(link).searchParams.get("k") ?? "";

describe("one moderated queue", () => {
  let server: Server;
  let meeting: Links & { slug: string };
  let chair: Participant;
  let room: Participant;

  before(async () => {
    server = await Server.start();
    meeting = await server.createMeeting("Billesley ward forum");
    chair = await Participant.join(server.url, meeting.slug, { token: tokenOf(meeting.chair) });
    room = await Participant.join(server.url, meeting.slug, { token: tokenOf(meeting.room) });
  });
  after(async () => server.stop());

  const resident = () => Participant.join(server.url, meeting.slug);

  test("a question goes from a resident by the chair to the room", async () => {
    const ann = await resident();
    const asked = await ann.done("ask", { text: "Why is the No 11 bus so late?", name: "Ann" });
    await chair.until("the question", () => chair.question(asked.question)?.status === "waiting");
    await chair.done("approve", { question: asked.question });
    await chair.done("call", { question: asked.question });
    await room.until("it is asked", () => room.state?.asking === asked.question);
    assert.equal(room.question(asked.question)?.text, "Why is the No 11 bus so late?");
    await ann.until("its asker knows", () => ann.question(asked.question)?.status === "asking");
    await chair.done("answered");
    await room.until("it is answered", () => room.question(asked.question)?.status === "answered");
    assert.equal(room.state?.asking, null);
  });

  test("nobody but staff and its asker ever receives a question that is not approved", async () => {
    const [asker, other] = [await resident(), await resident()];
    const secret = "The text of a question that nobody has read";
    const asked = await asker.done("ask", { text: secret });
    await chair.done("hold", { question: asked.question });
    await chair.done("decline", { question: asked.question, reason: "personal" });
    await asker.until("its reason", () => asker.question(asked.question)?.reason === "personal");
    // Whatever follows is approved, so that all have certainly received what came before it.
    const next = await asker.done("ask", { text: "May this be seen?" });
    await chair.done("approve", { question: next.question });
    for (const who of [other, room]) {
      await who.until("what is public", () => who.question(next.question) !== undefined);
      assert.equal(who.frames.join("").includes(secret), false);
    }
    const late = await resident();
    assert.equal(late.frames.join("").includes(secret), false);
  });

  test("support counts once for each participant and can be taken back", async () => {
    const [asker, first, second] = [await resident(), await resident(), await resident()];
    const asked = await asker.done("ask", { text: "Will the library stay open?" });
    const { question } = asked;
    await chair.done("approve", { question });
    await first.done("vote", { question });
    await second.done("vote", { question });
    assert.equal((await first.do("vote", { question })).code, "already_done");
    await room.until("two supporters", () => room.question(question)?.supporters === 2);
    await second.done("unvote", { question });
    await room.until("one supporter", () => room.question(question)?.supporters === 1);
    const again = await Participant.join(server.url, meeting.slug, { token: first.keep });
    assert.deepEqual(again.mine.supported, [question]);
  });

  test("the chair's order is everybody's order", async () => {
    const ids: string[] = [];
    for (const text of ["One?", "Two?", "Three?"]) {
      const asked = await (await resident()).done("ask", { text });
      await chair.done("approve", { question: asked.question });
      ids.push(asked.question ?? "");
    }
    const before = chair.state?.queue ?? [];
    assert.deepEqual(
      before.filter((id) => ids.includes(id)),
      ids,
      "who asked first stands first",
    );
    await chair.done("move", { question: ids[2], before: ids[0] });
    const wanted = before.filter((id) => id !== ids[2]);
    wanted.splice(wanted.indexOf(ids[0] ?? ""), 0, ids[2] ?? "");
    await room.until("the new order", () => JSON.stringify(room.state?.queue) === JSON.stringify(wanted));
    assert.deepEqual((await resident()).state?.queue, wanted);
  });

  test("undo takes the last action back", async () => {
    const asker = await resident();
    const { question } = await asker.done("ask", { text: "Is this off topic?" });
    await chair.done("decline", { question, reason: "off_topic" });
    await asker.until("declined", () => asker.question(question)?.status === "declined");
    await chair.done("undo");
    await asker.until("waiting again", () => asker.question(question)?.status === "waiting");
  });

  test("a merged question brings its supporters, each counted once", async () => {
    const [ann, bob, both] = [await resident(), await resident(), await resident()];
    const one = (await ann.done("ask", { text: "When will the potholes be filled?" })).question;
    const two = (await bob.done("ask", { text: "Potholes: when?" })).question;
    for (const question of [one, two]) await chair.done("approve", { question });
    for (const question of [one, two]) await both.done("vote", { question });
    await ann.done("vote", { question: one });
    await bob.done("vote", { question: two });
    await chair.done("merge", { question: two, into: one });
    await room.until("three supporters", () => room.question(one)?.supporters === 3);
    await bob.until("where it went", () => bob.question(two)?.into === one);
  });

  test("the clerk enters a question from the floor", async () => {
    const clerk = await Participant.join(server.url, meeting.slug, { token: tokenOf(meeting.clerk) });
    const { question } = await clerk.done("ask_for", { text: "Who do I ring about street lights?", name: "Mr Hussain" });
    await room.until("it", () => room.question(question)?.channel === "floor");
    assert.equal((await chair.do("ask_for", { text: "May the chair?" })).code, "not_allowed");
  });

  test("commands of staff are refused to residents, the room and cameras", async () => {
    const { question } = await (await resident()).done("ask", { text: "May anybody approve this?" });
    const camera = await Participant.join(server.url, meeting.slug, { token: tokenOf(meeting.camera) });
    for (const who of [await resident(), room, camera]) {
      for (const [command, data] of [
        ["approve", { question }],
        ["call", { question }],
        ["undo", {}],
        ["off_air", {}],
        ["end_meeting", {}],
        ["close_questions", {}],
      ] as const) {
        const answer = await who.do(command, data);
        assert.equal(answer.code, "not_allowed", `${who.role} ${command}`);
      }
    }
  });

  test("a wrong token, and one of another meeting, are refused and the socket closed", async () => {
    const other = await server.createMeeting("Another meeting");
    for (const token of ["wrong", tokenOf(other.chair)]) {
      const who = Participant.connect(server.url, meeting.slug);
      await who.opened();
      who.send({ type: "hello", token });
      await who.until("the close", () => who.closed !== undefined);
      assert.equal(who.closed?.code, 1008);
      assert.match(who.frames.join(""), /"not_allowed"/);
    }
  });

  test("what cannot be asked is refused with the reason", async () => {
    const who = await resident();
    assert.equal((await who.do("ask", { text: "   " })).code, "empty");
    const long = await who.do("ask", { text: "x".repeat(501) });
    assert.equal(long.code, "too_long");
    assert.match(long.message ?? "", /501/);
    assert.equal((await who.do("ask", {})).code, "bad_message");
    assert.equal((await who.do("fly", {})).code, "unknown_command");
    assert.equal((await who.do("vote", { question: "q_none" })).code, "not_found");
    await chair.done("close_questions");
    assert.equal((await who.do("ask", { text: "Too late?" })).code, "questions_closed");
    await chair.done("open_questions");
  });

  test("a hall of 300 people behind one address asks freely; one person does not flood", async () => {
    const hall = await Promise.all(Array.from({ length: 300 }, resident));
    const answers = await Promise.all(hall.map((who, i) => who.do("ask", { text: `Question of person ${i}` })));
    assert.equal(answers.filter(({ type }) => type === "done").length, 300);
    const loud = await resident();
    const many = await Promise.all(Array.from({ length: 30 }, (_, i) => loud.do("ask", { text: `Again ${i}` })));
    assert.ok(many.some(({ code }) => code === "slow_down"));
    await Promise.all(hall.map((who) => who.leave()));
  });

  test("an ended meeting takes no more questions and says so", async () => {
    const ended = await server.createMeeting("Ended");
    const its = await Participant.join(server.url, ended.slug, { token: tokenOf(ended.chair) });
    await its.done("end_meeting");
    const who = await Participant.join(server.url, ended.slug);
    assert.equal(who.state?.phase, "ended");
    assert.equal((await who.do("ask", { text: "Is it over?" })).code, "ended");
  });
});
