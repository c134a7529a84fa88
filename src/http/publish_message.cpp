#include "http/publish_message.h"

#include "meeting/slug.h"

namespace wardcast::http {
namespace {

constexpr std::size_t kDeepest = 4;

std::string member(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

std::variant<PublishMessage, Misfit, Unreadable> read_publish_message(std::string_view text, std::size_t max_bytes) {
    const auto message = parse_json(text, {.bytes = max_bytes, .depth = kDeepest});
    if (!message) return Unreadable{message.error().message};
    if (!message->is_object()) return Unreadable{"not an object"};
    if (member(*message, "type") != "publish") {
        return Misfit{{}, "say publish, once, and then send what the recorder made"};
    }
    PublishMessage publish{.token = member(*message, "token"), .mime = member(*message, "mime")};
    if (auto camera = member(*message, "camera"); !camera.empty()) publish.camera = std::move(camera);
    if (!meeting::is_slug(publish.camera)) {
        return Misfit{{}, "a camera's name is made of a-z, 0-9 and '-', at most 60 of them"};
    }
    const auto takeover = message->find("takeover");
    publish.takeover = takeover != message->end() && takeover->is_boolean() && takeover->get<bool>();
    return publish;
}

}  // namespace wardcast::http
