#include "app/verify.h"

#include <string>
#include <vector>

#include <spdlog/fmt/fmt.h>

#include "app/meetings.h"
#include "base/json.h"
#include "media/recording_check.h"

namespace wardcast::app {
namespace {

// What was found out about one of the things that are kept of a meeting.
struct Proof {
    std::string what;                 // "recording"
    Json facts = Json::object();      // For programs.
    std::string words;                // For people, where all is well.
    std::vector<std::string> faults;  // In order; empty: all is well.
};

Json facts_of(const media::RecordingCheck& check) {
    auto faults = Json::array();
    for (const auto& fault : check.faults) {
        faults.push_back({{"what", fault.what}, {"at", fault.at ? Json(to_rfc3339(*fault.at)) : Json(nullptr)}});
    }
    return {{"segments", check.segments},
            {"unproven", check.unproven},
            {"signed_until", check.signed_until ? Json(to_rfc3339(*check.signed_until)) : Json(nullptr)},
            {"closed", check.closed},
            {"head", check.head},
            {"faults", std::move(faults)}};
}

std::string words_of(const media::RecordingCheck& check) {
    if (check.unproven == check.segments) {
        return fmt::format("{} segments, recorded before recordings were hashed: nothing can be said of them",
                           check.segments);
    }
    auto words = fmt::format("{} segments, as they were recorded; signed until {}, {}", check.segments - check.unproven,
                             check.signed_until ? to_rfc3339(*check.signed_until) : std::string("-"),
                             check.closed ? "closed" : "still open");
    if (check.unproven > 0) words += fmt::format("; {} older ones have no hash", check.unproven);
    return words;
}

Result<Proof> prove_log(Meetings& meetings, const hub::MeetingSummary& summary) {
    const auto report = meetings.store().verify(summary.slug);
    if (!report) return tl::unexpected(report.error());
    Proof proof;
    proof.what = "log";
    proof.facts = {{"records", report->records}, {"head", report->head}, {"broken", nullptr}};
    proof.words =
        fmt::format("{} records, as they were written; the chain ends with {}", report->records, report->head);
    if (report->broken) {
        proof.facts["broken"] = report->broken->seq;
        proof.faults.push_back(fmt::format("record {}: {}", report->broken->seq, report->broken->what));
    }
    return proof;
}

Result<Proof> prove_recording(Meetings& meetings, const hub::MeetingSummary& summary) {
    const auto key = meetings.recording_key();
    if (!key) return tl::unexpected(key.error());
    const auto folder = meetings.folder().recordings() / summary.slug.str();
    const auto check = media::check_recording(summary.slug.str(), folder, (*key)->public_key());
    Proof proof;
    proof.what = "recording";
    if (!check) {
        if (check.error().kind != ErrorKind::NotFound) return tl::unexpected(check.error());
        proof.words = "there is none";
        proof.facts = nullptr;
        return proof;
    }
    proof.facts = facts_of(*check);
    proof.words = words_of(*check);
    for (const auto& fault : check->faults)
        proof.faults.push_back(fault.what);
    if (summary.phase == meeting::Phase::Ended && !check->closed && check->unproven < check->segments) {
        proof.faults.push_back("its end is missing: the meeting has ended, yet no closing signature follows that of " +
                               (check->signed_until ? to_rfc3339(*check->signed_until) : "its beginning"));
    }
    return proof;
}

}  // namespace

Result<void> run(const Verify& command, const Config& config, std::ostream& out) {
    const auto meetings = Meetings::open(config);
    if (!meetings) return tl::unexpected(meetings.error());
    const auto summary = (*meetings)->find(command.slug);
    if (!summary) return tl::unexpected(summary.error());

    std::vector<Proof> proofs;
    auto log = prove_log(**meetings, *summary);
    if (!log) return tl::unexpected(log.error());
    proofs.push_back(std::move(*log));
    auto recording = prove_recording(**meetings, *summary);
    if (!recording) return tl::unexpected(recording.error());
    proofs.push_back(std::move(*recording));

    Json report = {{"slug", command.slug}, {"ok", true}};
    std::string first;
    for (const auto& proof : proofs) {
        report[proof.what] = proof.facts;
        if (command.format == Format::Text && proof.faults.empty()) out << proof.what << ": " << proof.words << '\n';
        if (proof.faults.empty()) continue;
        report["ok"] = false;
        if (first.empty()) first = proof.what + ": " + proof.faults.front();
        if (command.format != Format::Text) continue;
        for (const auto& fault : proof.faults)
            out << proof.what << ": " << fault << '\n';
    }
    if (command.format == Format::Json) out << report.dump() << '\n';
    if (first.empty()) return {};
    return failure(ErrorKind::Conflict, "meeting " + command.slug + " is not as it was: " + first);
}

}  // namespace wardcast::app
