#include "app/config.h"

#include <algorithm>
#include <optional>
#include <string_view>

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1  // The packaged library is built with exceptions.
#include <spdlog/fmt/fmt.h>
#include <toml++/toml.h>

#include "app/config_fields.h"
#include "media/ladder.h"

namespace wardcast::app {
namespace {

std::string place(const std::filesystem::path& file, const toml::source_region& source) {
    return file.filename().string() + ":" + std::to_string(source.begin.line);
}

// A scalar as text, if it is of a kind that keys take.
std::optional<std::string> text_of(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* decimal = node.as_floating_point()) return fmt::format("{}", decimal->get());
    if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
    return std::nullopt;
}

// Whether the value is written as the key's kind wants it: `demo = "true"` is a mistake worth telling.
bool is_written_as(const Field& field, const toml::node& node) {
    if (std::holds_alternative<Flag>(field.kind)) return node.is_boolean();
    if (std::holds_alternative<Number>(field.kind)) return node.is_integer();
    if (std::holds_alternative<Decimal>(field.kind)) return node.is_number();
    if (std::holds_alternative<Text>(field.kind)) return node.is_string();
    return node.is_array() && (node.as_array()->empty() || node.is_homogeneous(toml::node_type::string));
}

const char* kind_in_words(const Field& field) {
    if (std::holds_alternative<Flag>(field.kind)) return "true or false";
    if (std::holds_alternative<Number>(field.kind)) return "a whole number";
    if (std::holds_alternative<Decimal>(field.kind)) return "a number";
    if (std::holds_alternative<Text>(field.kind)) return "a text in quotes";
    return "a list of texts: [\"…\", \"…\"]";
}

Result<void> collect(const toml::table& table, const std::string& prefix, const std::filesystem::path& file,
                     std::vector<Setting>& settings) {
    for (const auto& [name, node] : table) {
        const auto key = prefix + std::string(name.str());
        if (const auto* section = node.as_table()) {
            if (auto collected = collect(*section, key + ".", file, settings); !collected) return collected;
            continue;
        }
        const auto origin = place(file, name.source());
        const auto* field = find_field(key);
        if (field == nullptr) {
            return failure(ErrorKind::BadInput, origin + ": there is no key '" + key + "'; did you mean '" +
                                                    std::string(nearest_key(key)) + "'?");
        }
        if (!is_written_as(*field, node)) {
            return failure(ErrorKind::BadInput, origin + ": " + key + " takes " + kind_in_words(*field));
        }
        Setting setting{.key = key, .values = {}, .origin = origin};
        if (const auto* list = node.as_array()) {
            for (const auto& element : *list)
                setting.values.push_back(text_of(element).value_or(""));
        } else {
            setting.values.push_back(text_of(node).value_or(""));
        }
        settings.push_back(std::move(setting));
    }
    return {};
}

std::vector<std::string> split(std::string_view list) {
    std::vector<std::string> parts;
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        if (comma > 0) parts.emplace_back(list.substr(0, comma));
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return parts;
}

Result<void> check_together(const Config& config) {
    if (config.listen.empty() && config.listen_https.empty()) {
        return failure(ErrorKind::BadInput, "listen and listen_https are both empty: give one of them an address");
    }
    if (config.tls.certificate.empty() != config.tls.key.empty()) {
        return failure(ErrorKind::BadInput, "tls.certificate and tls.key belong together: set both or neither");
    }
    if (auto ladder = media::parse_ladder(config.media.ladder); !ladder) {
        return failure(ErrorKind::BadInput, "media.ladder: " + ladder.error().message);
    }
    const auto& ice = config.media.ice;
    if (ice.udp_port_min > ice.udp_port_max || (ice.udp_port_min == 0) != (ice.udp_port_max == 0)) {
        return failure(
            ErrorKind::BadInput,
            "media.ice.udp_port_min and media.ice.udp_port_max must rise from one to the other, or both be 0");
    }
    return {};
}

}  // namespace

Result<std::vector<Setting>> settings_from_file(const std::filesystem::path& file) {
    const auto parsed = toml::parse_file(file.string());
    if (!parsed) {
        const auto& error = parsed.error();
        return failure(ErrorKind::BadInput, place(file, error.source()) + ": " + std::string(error.description()));
    }
    std::vector<Setting> settings;
    if (auto collected = collect(parsed.table(), "", file, settings); !collected) {
        return tl::unexpected(collected.error());
    }
    return settings;
}

std::vector<Setting> settings_from_environment(const char* const* environment) {
    std::vector<Setting> settings;
    for (const auto& field : config_fields()) {
        const auto name = environment_name(field.key);
        for (const auto* entry = environment; *entry != nullptr; ++entry) {
            const std::string_view variable = *entry;
            if (!variable.starts_with(name) || variable.substr(name.size(), 1) != "=") continue;
            const auto value = variable.substr(name.size() + 1);
            const bool list = std::holds_alternative<List>(field.kind);
            settings.push_back({.key = std::string(field.key),
                                .values = list ? split(value) : std::vector{std::string(value)},
                                .origin = name});
        }
    }
    return settings;
}

Result<Config> configure(const std::vector<Setting>& settings) {
    Config config;
    bool listen_set = false;
    bool https_set = false;
    for (const auto& setting : settings) {
        const auto* field = find_field(setting.key);
        if (field == nullptr) return failure(ErrorKind::BadInput, setting.origin + ": there is no such key");
        if (auto assigned = assign(config, *field, setting.values); !assigned) {
            const auto name = setting.origin.find(setting.key) == std::string::npos ? setting.key + ": " : "";
            return failure(ErrorKind::BadInput, setting.origin + ": " + name + assigned.error().message);
        }
        listen_set = listen_set || setting.key == "listen";
        https_set = https_set || setting.key == "listen_https";
    }
    // Who says where to listen means just there: port 8443 beside it would come as a surprise.
    if (listen_set && !https_set) config.listen_https.clear();
    if (auto checked = check_together(config); !checked) return tl::unexpected(checked.error());
    return config;
}

}  // namespace wardcast::app
