#include "social/outgoing.h"

namespace wardcast::social {

std::string_view Answer::header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::string about(std::string_view who) {
    constexpr std::string_view kServer = "the server ";
    return std::string(who.starts_with(kServer) ? who.substr(kServer.size()) : who);
}

Trouble trouble_of(const Answer& answer, std::string_view who) {
    const std::string service(who);
    const auto number = std::to_string(answer.status);
    const auto trouble = [&](Trouble::Kind kind, std::string code, std::string words) {
        return Trouble{.kind = kind,
                       .words = std::move(words),
                       .code = std::move(code),
                       .about = about(who),
                       .status = answer.status};
    };
    using Kind = Trouble::Kind;
    switch (answer.status) {
        case 401:
            return trouble(Kind::NeedsPerson, "wants_token", service + " wants a token, or a new one (401)");
        case 402:
            return trouble(Kind::NeedsPerson, "wants_payment", service + " wants to be paid first (402)");
        case 403:
            return trouble(Kind::NeedsPerson, "not_allowed",
                           service + " does not allow this to be read, or not with this token (403)");
        case 404:
        case 410:
            return trouble(Kind::NeedsPerson, "not_there",
                           service + " has nothing at this address (" + number + "): see whether it is right");
        default:
            break;
    }
    if (answer.status >= 500)
        return trouble(Kind::Passing, "in_trouble", service + " is in trouble itself (" + number + ")");
    return trouble(Kind::Passing, "unexpected", service + " answered with something unexpected (" + number + ")");
}

}  // namespace wardcast::social
