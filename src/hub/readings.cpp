#include "hub/readings.h"

#include "hub/wire.h"
#include "meeting/view.h"

namespace wardcast::hub {

Json read_state(const meeting::State& state, const Visitor& visitor, std::size_t watching, const Access& access,
                const BulletinBoard& bulletins) {
    const auto& actor = visitor.actor;
    const auto audience = audience_of(actor.role);
    const auto* own = actor.role == meeting::Role::Resident ? &actor.participant : nullptr;
    Json answer{{"seq", state.seq}, {"state", state_view(state, audience, own, watching)}};
    if (own != nullptr) answer["mine"] = mine(state, *own, access);
    if (audience == meeting::Audience::Staff) answer["bulletins"] = bulletins.of(state.slug);
    return answer;
}

Result<QuestionReading> read_question(const meeting::State& state, const meeting::QuestionId& id) {
    const meeting::Question* question = find_question(state, id);
    if (question == nullptr) return failure(ErrorKind::NotFound, "There is no such question.");
    return QuestionReading{
        .meeting = state_view(state, meeting::Audience::Public, nullptr, 0, meeting::With::NoQuestions),
        .question = own_question_view(state, *question),
        .asker = question->participant};
}

}  // namespace wardcast::hub
