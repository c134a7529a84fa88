#include "http/client_message.h"

#include <array>

#include <sodium.h>

namespace wardcast::http {
namespace {

bool is_dash_place(std::size_t place) noexcept {
    return place == 8 || place == 13 || place == 18 || place == 23;
}

bool is_hex(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

ClientMessage read_hello(const Json& message) {
    Hello hello;
    if (const auto since = message.find("since"); since != message.end() && !since->is_null()) {
        if (!since->is_number_unsigned()) return Misfit{{}, "'since' must be a sequence number"};
        hello.since = since->get<std::uint64_t>();
    }
    for (const auto& [name, target] : {std::pair{"as", &hello.as}, std::pair{"token", &hello.token}}) {
        const auto member = message.find(name);
        if (member == message.end() || member->is_null()) continue;
        if (!member->is_string()) return Misfit{{}, std::string("'") + name + "' must be a string"};
        *target = member->get<std::string>();
    }
    return hello;
}

}  // namespace

ClientMessage read_client_message(std::string_view text, std::size_t max_bytes) {
    auto parsed = parse_json(text, {.bytes = max_bytes});
    if (!parsed) return Unreadable{parsed.error().message};
    const Json& message = *parsed;
    const auto type = message.is_object() ? message.find("type") : message.end();
    if (type == message.end() || !type->is_string()) return Misfit{{}, "a message is an object with a 'type'"};
    if (*type == "hello") return read_hello(message);
    if (*type == "do") {
        auto command = read_command(message);
        if (auto* misfit = std::get_if<Misfit>(&command)) return std::move(*misfit);
        return std::get<hub::CommandRequest>(std::move(command));
    }
    return Misfit{{}, "messages of this type are not known here"};
}

std::variant<hub::CommandRequest, Misfit> read_command(const Json& message) {
    if (!message.is_object()) return Misfit{{}, "a command is an object with 'id', 'command' and 'data'"};
    const auto id = message.find("id");
    if (id == message.end() || !id->is_string() || !is_uuid(id->get_ref<const std::string&>())) {
        return Misfit{{}, "'id' must be a UUID, made anew for each command"};
    }
    hub::CommandRequest request;
    request.id = meeting::CommandId(id->get<std::string>());
    const auto command = message.find("command");
    if (command == message.end() || !command->is_string()) {
        return Misfit{request.id.str(), "'command' must be the name of a command"};
    }
    request.name = command->get<std::string>();
    const auto data = message.find("data");
    request.data = data == message.end() || data->is_null() ? Json::object() : *data;
    if (!request.data.is_object()) return Misfit{request.id.str(), "'data' must be an object"};
    return request;
}

Json refused_message(const std::string& id, std::string_view code, std::string_view message) {
    Json refused = {{"type", "refused"}, {"code", code}, {"message", message}};
    if (!id.empty()) refused["id"] = id;
    return refused;
}

bool is_uuid(std::string_view text) noexcept {
    if (text.size() != 36) return false;
    for (std::size_t place = 0; place < text.size(); ++place) {
        if (is_dash_place(place) ? text[place] != '-' : !is_hex(text[place])) return false;
    }
    return true;
}

std::string random_uuid() {
    std::array<unsigned char, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0FU) | 0x40U);  // Version 4
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3FU) | 0x80U);  // Variant of RFC 9562
    std::array<char, 33> hex{};
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    std::string uuid(hex.data());
    for (const std::size_t place : {8U, 13U, 18U, 23U})
        uuid.insert(place, 1, '-');
    return uuid;
}

}  // namespace wardcast::http
