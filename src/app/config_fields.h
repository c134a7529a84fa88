#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/config.h"

namespace wardcast::app {

// The kinds of value that a key takes. `of` finds the value's place in a Config.
struct Flag {
    bool& (*of)(Config&);
};
struct Number {
    int& (*of)(Config&);
    int min = 0;
    int max = 0;
};
struct Decimal {
    double& (*of)(Config&);
    double min = 0;
    double max = 0;
};
struct Text {
    std::string& (*of)(Config&);
    Result<void> (*check)(const std::string&) = nullptr;
};
struct List {
    std::vector<std::string>& (*of)(Config&);
    Result<void> (*check_each)(const std::string&) = nullptr;
};

// One key of the configuration.
struct Field {
    std::string_view key;  // "media.live_window_s": as in the file, sections before the point.
    std::variant<Flag, Number, Decimal, Text, List> kind;
};

[[nodiscard]] std::span<const Field> config_fields();

// Null where there is no such key.
[[nodiscard]] const Field* find_field(std::string_view key);

// The key that somebody who wrote this one most likely meant.
[[nodiscard]] std::string_view nearest_key(std::string_view key);

// "media.live_window_s" is set by WARDCAST_MEDIA_LIVE_WINDOW_S.
[[nodiscard]] std::string environment_name(std::string_view key);

// Puts a value in its place; the reason where the key does not take it.
[[nodiscard]] Result<void> assign(Config& config, const Field& field, const std::vector<std::string>& values);

// The value as assign() takes it.
[[nodiscard]] std::vector<std::string> value_of(const Config& config, const Field& field);

}  // namespace wardcast::app
