/**
 * The few lines of SDP (RFC 8866) that the camera page reads or writes itself. Everything else in an offer or an
 * answer is the browser's and the server's business.
 */

/** One candidate as `RTCIceCandidate` gives it: `candidate:…` without the leading `a=`. */
export interface Candidate {
  candidate: string;
  sdpMid: string | null;
}

function lines(sdp: string): string[] {
  return sdp.split(/\r?\n/).filter((line) => line !== "");
}

/**
 * The body of a trickle PATCH (RFC 9725 section 4.3.1, RFC 8840 section 9): candidates that were found after the offer
 * had left. All of them stand under the first section, as everything is bundled. `last` adds `end-of-candidates`.
 */
export function trickleFragment(offer: string, candidates: readonly Candidate[], last: boolean): string {
  const all = lines(offer);
  const find = (prefix: string): string | undefined => all.find((line) => line.startsWith(prefix));
  const body = [find("a=group:BUNDLE"), find("m="), find("a=mid:"), find("a=ice-ufrag:"), find("a=ice-pwd:")].filter(
    (line): line is string => line !== undefined,
  );
  for (const { candidate } of candidates) body.push(`a=${candidate}`);
  if (last) body.push("a=end-of-candidates");
  return body.join("\r\n") + "\r\n";
}

/**
 * The answer with Opus in-band error correction asked for (RFC 7587 section 6.1): what a browser sends is governed by
 * the other side's `fmtp`, and on a hall's Wi-Fi the sound must survive a lost packet.
 */
export function withOpusFec(answer: string): string {
  const all = lines(answer);
  const payload = all.map((line) => /^a=rtpmap:(\d+) opus\/48000/i.exec(line)?.[1]).find((pt) => pt !== undefined);
  if (payload === undefined) return answer;
  const fmtp = `a=fmtp:${payload} `;
  const at = all.findIndex((line) => line.startsWith(fmtp));
  if (at === -1) {
    const rtpmap = all.findIndex((line) => line.startsWith(`a=rtpmap:${payload} `));
    all.splice(rtpmap + 1, 0, `${fmtp}useinbandfec=1`);
  } else {
    const rest = (all[at] ?? "")
      .slice(fmtp.length)
      .split(";")
      .filter((one) => !/^\s*useinbandfec=/.test(one));
    all[at] = fmtp + [...rest, "useinbandfec=1"].join(";");
  }
  return all.join("\r\n") + "\r\n";
}
