#pragma once

#include <optional>
#include <vector>

#include "base/json.h"
#include "meeting/apply.h"
#include "meeting/state.h"

// What each role sees of a meeting; docs/protocol.md sections 2.2 to 2.4. The only place that decides visibility.
namespace wardcast::meeting {

// Who looks. A frame is built once for each of them; Own only for what one participant alone sees.
enum class Audience {
    Public,     // Residents without anything of their own to see, and the room.
    Staff,      // Chair and clerk.
    Camera,     // What the public sees.
    Captioner,  // The same, and the captions.
};
inline constexpr std::size_t kAudiences = 4;

[[nodiscard]] Audience audience_of(Role role) noexcept;

// The member `state` of welcome. With `own`, that participant's own questions are in it whatever their status.
// `watching` is not part of the log, so the caller hands it in.
enum class With { Questions, NoQuestions };
[[nodiscard]] Json state_view(const State& state, Audience audience, const ParticipantId* own, std::size_t watching,
                              With with = With::Questions);

// One question as its asker sees it.
[[nodiscard]] Json own_question_view(const State& state, const Question& question);

// The member `mine` of welcome. A question that was merged stands beside the one that carries it on.
[[nodiscard]] Json mine_view(const State& state, const ParticipantId& participant);

// The member `votes` of a tally: the counts of those questions that the audience sees.
[[nodiscard]] Json votes_view(const State& state, const std::vector<QuestionId>& questions, Audience audience);

// One element of `events` as the audience sees it; nothing where this audience is not told. `after` is the state right
// after this record, and `effects` what its apply() returned.
[[nodiscard]] std::optional<Json> event_view(const State& after, const Record& record, const Effects& effects,
                                             Audience audience);

// The participants to whom own_event_view() says more than event_view(…, Public): the asker of a question that is not
// public.
[[nodiscard]] std::vector<ParticipantId> own_audience(const State& after, const Effects& effects);

// The same event for one participant, whose own questions appear in it whatever their status.
[[nodiscard]] std::optional<Json> own_event_view(const State& after, const Record& record, const Effects& effects,
                                                 const ParticipantId& participant);

}  // namespace wardcast::meeting
