#include "meeting/decide_captions.h"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace wardcast::meeting {
namespace {

using namespace std::chrono_literals;

std::string seconds(std::chrono::milliseconds time) {
    return std::to_string(std::chrono::ceil<std::chrono::seconds>(time).count()) + " s";
}

bool was_off_air(const State& state, Timestamp time) {
    return std::any_of(state.off_air.begin(), state.off_air.end(),
                       [&](const Stretch& span) { return time >= span.from && (!span.to || time < *span.to); });
}

// Why nothing that was said then is taken, or nothing.
std::optional<Refusal> bad_time(const Deciding& on, Timestamp from, std::optional<Timestamp> to) {
    const State& state = on.state;
    const auto bad = [](std::string message) { return Refusal{RefusalCode::BadMessage, std::move(message)}; };
    if (from > on.circumstances.now + kCaptionsAhead) {
        return bad("'from' is " + seconds(from - on.circumstances.now) +
                   " ahead of the server's clock. Captions go by the programme's time, EXT-X-PROGRAM-DATE-TIME of its "
                   "playlists.");
    }
    if (from < *state.started_at) {
        return bad("'from' lies " + seconds(*state.started_at - from) +
                   " before the meeting began. Captions go by the programme's time, EXT-X-PROGRAM-DATE-TIME of its "
                   "playlists.");
    }
    if (state.phase == Phase::Ended && from > *state.ended_at) return bad("'from' lies after the end of the meeting.");
    if (to && *to <= from) return bad("'to' must be later than 'from'.");
    if (to && *to - from > kLongestCaption) {
        return bad("From 'from' to 'to' it is more than " + seconds(kLongestCaption) + ": send it in pieces.");
    }
    if (was_off_air(state, from)) {
        return Refusal{RefusalCode::WrongState,
                       "The meeting is off the air, or was at that time: nothing of it is taken down."};
    }
    return std::nullopt;
}

CaptionSaid said(const Deciding& on, const NewCaption& wanted) {
    CaptionSaid said{.id = wanted.id ? *wanted.id : on.fresh<CaptionId>("cap_"),
                     .lang = wanted.lang,
                     .text = wanted.text,
                     .from = wanted.from.value_or(on.circumstances.now)};
    const std::chrono::milliseconds reading = reading_time(said.text);
    // Half as fast again as is comfortable, 25 characters a second, can still be read; more cannot.
    said.to = wanted.to ? std::max(*wanted.to, said.from + reading * 2 / 3) : said.from + reading;
    return said;
}

std::optional<Refusal> too_many(const Deciding& on, std::size_t more) {
    const auto& captions = on.state.captions;
    if (captions.size() + more > kMaxCaptions) {
        return Refusal{RefusalCode::WrongState, "This meeting has as many captions as can be kept."};
    }
    if (on.state.phase != Phase::Live || captions.size() + more <= kMaxCaptionRate) return std::nullopt;
    const Caption& then = captions[captions.size() + more - kMaxCaptionRate - 1];
    const auto passed = on.circumstances.now - then.came_at;
    if (passed >= kCaptionRateWindow) return std::nullopt;
    return Refusal{RefusalCode::SlowDown, "That was more than anybody can read. Send fewer and longer captions.",
                   std::max(std::chrono::ceil<std::chrono::seconds>(kCaptionRateWindow - passed), 1s)};
}

}  // namespace

Outcome decide_on(const Deciding& on, const TakeCaptions& take) {
    const State& state = on.state;
    if (state.phase == Phase::Planned || !state.started_at) {
        return refuse(RefusalCode::WrongState,
                      "The meeting has not begun: captions are taken from its start on. Send them then.");
    }
    Events events;
    std::size_t fresh = 0;
    std::unordered_set<CaptionId> here;
    for (std::size_t i = 0; i < take.captions.size(); ++i) {
        const NewCaption& wanted = take.captions[i];
        const Caption* known = wanted.id ? find_caption(state, *wanted.id) : nullptr;
        if (known != nullptr) {
            // Sent again, as the recogniser knows better now, or because it did not hear that it was taken.
            if (known->text != wanted.text) events.emplace_back(CaptionCorrected{known->id, wanted.text});
            continue;
        }
        CaptionSaid one = said(on, wanted);
        if (auto refusal = bad_time(on, one.from, wanted.to)) {
            if (take.captions.size() > 1)
                refusal->message = "Caption " + std::to_string(i + 1) + ": " + refusal->message;
            return tl::unexpected(*std::move(refusal));
        }
        if (!here.insert(one.id).second) {
            return refuse(RefusalCode::BadMessage,
                          "Caption " + std::to_string(i + 1) + " has the id of one before it.");
        }
        ++fresh;
        events.emplace_back(std::move(one));
    }
    if (auto refusal = too_many(on, fresh); refusal && fresh > 0) return tl::unexpected(*std::move(refusal));
    return events;
}

Outcome decide_on(const Deciding& on, const CorrectCaption& correct) {
    const Caption* known = find_caption(on.state, correct.caption);
    if (known == nullptr) return refuse(RefusalCode::NotFound, "There is no such caption.");
    if (known->text == correct.text) return refuse(RefusalCode::AlreadyDone, "It reads like that already.");
    return Events{CaptionCorrected{known->id, correct.text}};
}

}  // namespace wardcast::meeting
