#include "meeting/state.h"

#include <algorithm>
#include <iterator>

#include "meeting/words.h"

namespace wardcast::meeting {
namespace {

constexpr auto kPhases = words<Phase>("planned", "live", "ended");
constexpr auto kAirs = words<Air>("none", "live", "lost", "off");
constexpr auto kRecordings = words<Recording>("none", "running", "ready");

// Calls visit for the question and all that are merged into it, directly or through others. No cycle can exist: a
// question is merged only into one that is not merged itself.
template <class Visit>
void for_each_merged(const State& state, const Question& question, const Visit& visit) {
    visit(question);
    for (const QuestionId& id : question.merged) {
        if (const Question* merged = find_question(state, id)) for_each_merged(state, *merged, visit);
    }
}

}  // namespace

std::string_view to_string(Phase phase) noexcept {
    return kPhases.of(phase);
}
std::string_view to_string(Air air) noexcept {
    return kAirs.of(air);
}
std::string_view to_string(Recording recording) noexcept {
    return kRecordings.of(recording);
}

const Camera* find_camera(const State& state, const CameraId& id) {
    const auto found =
        std::find_if(state.cameras.begin(), state.cameras.end(), [&](const Camera& camera) { return camera.id == id; });
    return found == state.cameras.end() ? nullptr : &*found;
}

const Question* find_question(const State& state, const QuestionId& id) {
    const auto found = state.questions.find(id);
    return found == state.questions.end() ? nullptr : &found->second;
}

std::size_t supporters(const State& state, const Question& question) {
    if (question.merged.empty() && state.discounted.empty()) return question.supporters.size();
    const auto counts = [&](const ParticipantId& person) { return !state.discounted.contains(person); };
    if (question.merged.empty()) {
        return static_cast<std::size_t>(std::count_if(question.supporters.begin(), question.supporters.end(), counts));
    }
    std::unordered_set<ParticipantId> people;
    for_each_merged(state, question, [&](const Question& part) {
        std::copy_if(part.supporters.begin(), part.supporters.end(), std::inserter(people, people.end()), counts);
    });
    return people.size();
}

std::vector<QuestionId> support_of(const State& state, const Question& question, const ParticipantId& person) {
    std::vector<QuestionId> holders;
    for_each_merged(state, question, [&](const Question& part) {
        if (part.supporters.contains(person)) holders.push_back(part.id);
    });
    return holders;
}

bool is_blocked(const State& state, const ParticipantId& person) {
    return std::any_of(state.blocked.begin(), state.blocked.end(),
                       [&](const Blocked& blocked) { return blocked.participant == person; });
}

const Burst* find_burst(const State& state, const BurstId& id) {
    const auto found =
        std::find_if(state.bursts.begin(), state.bursts.end(), [&](const Burst& burst) { return burst.id == id; });
    return found == state.bursts.end() ? nullptr : &*found;
}

const Burst* open_burst(const State& state, const std::string& network, Timestamp now) {
    const auto found = std::find_if(state.bursts.begin(), state.bursts.end(), [&](const Burst& burst) {
        return burst.network == network && now <= burst.to + kBurstWindow;
    });
    return found == state.bursts.end() ? nullptr : &*found;
}

const Caption* find_caption(const State& state, const CaptionId& id) {
    const auto place = state.caption_places.find(id);
    return place == state.caption_places.end() ? nullptr : &state.captions[place->second];
}

const Source* find_source(const State& state, const SourceId& id) {
    const auto found =
        std::find_if(state.sources.begin(), state.sources.end(), [&](const Source& each) { return each.id == id; });
    return found == state.sources.end() ? nullptr : &*found;
}

const Relay* find_relay(const State& state, const RelayId& id) {
    const auto found =
        std::find_if(state.relays.begin(), state.relays.end(), [&](const Relay& each) { return each.id == id; });
    return found == state.relays.end() ? nullptr : &*found;
}

const Question* find_post(const State& state, SourceKind kind, const std::string& uri) {
    const auto found = state.posts.find(post_key(to_string(kind), uri));
    return found == state.posts.end() ? nullptr : find_question(state, found->second);
}

std::string post_key(std::string_view kind, const std::string& uri) {
    return std::string(kind) + '\n' + uri;
}

std::string done_key(const ParticipantId& sender, const CommandId& command) {
    // Participant ids hold no line feed, so two pairs never share a key.
    return sender.str() + '\n' + command.str();
}

}  // namespace wardcast::meeting
