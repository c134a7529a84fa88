#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace wardcast {

// An opaque identifier with a type of its own, so that a participant's id cannot pass for a question's.
// Tag is any incomplete type: `using QuestionId = Id<struct QuestionTag>;`.
template <class Tag>
class Id {
  public:
    Id() = default;
    explicit Id(std::string value) : value_(std::move(value)) {}

    [[nodiscard]] const std::string& str() const noexcept { return value_; }
    [[nodiscard]] bool empty() const noexcept { return value_.empty(); }

    auto operator<=>(const Id&) const = default;

  private:
    std::string value_;
};

}  // namespace wardcast

template <class Tag>
struct std::hash<wardcast::Id<Tag>> {
    std::size_t operator()(const wardcast::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.str()); }
};
