import { describe, expect, it } from "vitest";
import { missing, newRelay, placeAddresses, type RelayDraft } from "../../src/pages/clerk/new-relay";

const draft = (some: Partial<RelayDraft>): RelayDraft => ({
  place: "youtube",
  address: placeAddresses.youtube,
  key: "",
  label: "",
  ...some,
});

describe("a new relay", () => {
  it("of a service with one address for all needs no more than the key", () => {
    expect([...missing(draft({})).keys()]).toEqual(["key"]);
    expect(missing(draft({ key: " k-1 " })).size).toBe(0);
  });

  it("needs an address that something can be pushed to", () => {
    for (const address of ["", "https://a.example/x", "rtmp://", "a.example/live"]) {
      expect(missing(draft({ address, key: "k" })).get("address")).toBe("needAddress");
    }
  });

  it("needs no key where the address holds it, nor with SRT", () => {
    expect(missing(draft({ address: "rtmp://a.example/live/the-key" })).size).toBe(0);
    expect(missing(draft({ address: "srt://ward.example:9000" })).size).toBe(0);
  });

  it("is sent without spaces round its parts and without empty ones", () => {
    expect(newRelay(draft({ address: " rtmp://a.example/live ", key: " k-1 " }))).toEqual({
      address: "rtmp://a.example/live",
      key: "k-1",
    });
  });
});
