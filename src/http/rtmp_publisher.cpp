#include "http/rtmp_publisher.h"

#include "http/form.h"
#include "http/identity.h"

namespace wardcast::http {
namespace {

std::string field(const Form& form, std::string_view name) {
    const auto found = form.find(name);
    return found == form.end() ? std::string() : found->second;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() < 20 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<RtmpPublisher> read_rtmp_publisher(std::string_view body) {
    const auto form = parse_form(body);
    if (!form) return std::nullopt;
    const std::string name = field(*form, "name");
    const std::string connection = field(*form, "clientid");
    const auto dot = name.find('.');
    const auto slug = slug_from(name.substr(0, dot));
    if (!slug || !is_number(connection)) return std::nullopt;
    RtmpPublisher who;
    who.slug = *slug;
    if (dot != std::string::npos) who.camera = name.substr(dot + 1);
    if (!slug_from(who.camera)) return std::nullopt;
    who.token = field(*form, "k");
    who.stream = who.slug.str() + "." + who.camera + "." + connection;
    return who;
}

}  // namespace wardcast::http
