#include "hub/admission.h"

#include <string>
#include <utility>

#include "hub/hook_address.h"
#include "hub/seal_secrets.h"
#include "hub/wire.h"

namespace wardcast::hub {

using meeting::Decided;
using meeting::Refusal;
using meeting::RefusalCode;

namespace {

constexpr std::size_t kMaxCommandIdLength = 64;  // A UUID has 36 characters.

bool makes_hook(const meeting::Command& command) {
    const auto* add = std::get_if<meeting::AddSource>(&command);
    return add != nullptr && add->kind == meeting::SourceKind::Hook;
}

// A hook's secret is told in the answer to what makes it.
void tell_hook(const Access& access, const meeting::Slug& slug, const meeting::SourceId& source, Json& done) {
    done["url"] = hook_path(slug, source);
    done["secret"] = access.hook_secret(slug, source);
}

}  // namespace

Decided<Deed> Admission::admit(const meeting::Slug& slug, Visitor visitor, const CommandRequest& request,
                               std::function<void(CommandReply)> replied) {
    if (request.id.empty() || request.id.str().size() > kMaxCommandIdLength) {
        return meeting::refuse(RefusalCode::BadMessage,
                               "'id' is missing or too long: give each command a UUID of its own");
    }
    if (auto refusal = limit(slug, visitor, request)) return tl::unexpected(*std::move(refusal));
    auto command = meeting::parse_command(request.name, request.data);
    if (!command) return tl::unexpected(command.error());
    const bool adds_hook = makes_hook(*command);
    seal_secrets(access_, *command);
    Deed deed{.actor = std::move(visitor.actor), .id = request.id, .what = std::move(*command)};
    if (deed.actor.role == meeting::Role::Resident && !visitor.network.empty()) {
        deed.network = access_.network_key(slug, visitor.network);
    }
    deed.settled = [&access = access_, slug, id = request.id, adds_hook,
                    replied = std::move(replied)](const Decided<meeting::State::Done>& done) {
        auto reply = done ? done_reply(slug, id, *done, access) : refused_reply(id, done.error());
        if (done && adds_hook) tell_hook(access, slug, meeting::SourceId(done->made.id), reply.body);
        replied(std::move(reply));
    };
    return deed;
}

std::optional<Refusal> Admission::limit(const meeting::Slug& slug, const Visitor& visitor,
                                        const CommandRequest& request) {
    const auto& actor = visitor.actor;
    const auto now = std::chrono::steady_clock::now();
    const auto wait = actor.role == meeting::Role::Resident
                          ? limits_.resident(actor.participant.str(), visitor.network, request.name == "ask", now)
                          : limits_.link(slug.str() + "/" + actor.participant.str(), now);
    if (!wait) return std::nullopt;
    return Refusal{RefusalCode::SlowDown,
                   "That was too much at once. Try again in " + std::to_string(wait->count()) + " s.", wait};
}

}  // namespace wardcast::hub
