#include "base/json.h"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace wardcast {
namespace {

// Builds the value from parser events and stops at the first broken bound, so that a small text cannot grow large.
class LimitedBuilder final : public nlohmann::json_sax<Json> {
  public:
    explicit LimitedBuilder(const JsonLimits& limits) : limits_(limits) {}

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t& text) override {
        if (!std::isfinite(value)) return refuse("the number " + text.substr(0, 40) + " is too large");
        return put(value);
    }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t&) override { return refuse("binary values are not JSON"); }

    bool start_object(std::size_t) override { return open(Json::object()); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override {
        Json& object = *open_.back();
        if (object.contains(name)) return refuse("the name '" + name.substr(0, 40) + "' stands twice in one object");
        slot_ = &object[name];
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override {
        // The library's out_of_range is its word for a number like 1e999; anything else is a plain syntax error.
        return refuse("not JSON at byte " + std::to_string(position) +
                      (error.id == 406 ? ": a number is too large" : ""));
    }

    Json take() { return std::move(root_); }
    [[nodiscard]] const std::string& reason() const { return reason_; }

  private:
    bool refuse(std::string reason) {
        reason_ = std::move(reason);
        return false;
    }

    // The place where the next value goes: the root, the named member, or a new element of the open array.
    Json* place(Json value) {
        if (open_.empty()) {
            root_ = std::move(value);
            return &root_;
        }
        if (open_.back()->is_array()) {
            open_.back()->push_back(std::move(value));
            return &open_.back()->back();
        }
        *slot_ = std::move(value);
        return slot_;
    }

    bool put(Json value) {
        if (++values_ > limits_.values) {
            return refuse("more than " + std::to_string(limits_.values) + " values");
        }
        place(std::move(value));
        return true;
    }

    bool open(Json container) {
        if (open_.size() >= limits_.depth) {
            return refuse("nested deeper than " + std::to_string(limits_.depth) + " levels");
        }
        if (++values_ > limits_.values) {
            return refuse("more than " + std::to_string(limits_.values) + " values");
        }
        open_.push_back(place(std::move(container)));
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    const JsonLimits& limits_;
    Json root_;
    std::vector<Json*> open_;  // The containers being filled, outermost first; stable, as only the last one grows.
    Json* slot_ = nullptr;
    std::size_t values_ = 0;
    std::string reason_;
};

}  // namespace

Result<Json> parse_json(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.bytes) {
        return failure(ErrorKind::BadInput, "the message has " + std::to_string(text.size()) + " bytes; at most " +
                                                std::to_string(limits.bytes) + " are taken");
    }
    LimitedBuilder builder(limits);
    if (!Json::sax_parse(text, &builder)) return failure(ErrorKind::BadInput, builder.reason());
    return builder.take();
}

}  // namespace wardcast
