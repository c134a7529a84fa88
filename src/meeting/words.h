#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace wardcast::meeting {

// The wire's words for an enum whose values count from 0, in the order of the enum.
template <class Enum, std::size_t N>
class Words {
  public:
    explicit constexpr Words(std::array<std::string_view, N> words) : words_(words) {}

    [[nodiscard]] constexpr std::string_view of(Enum value) const noexcept {
        return words_[static_cast<std::size_t>(value)];
    }

    [[nodiscard]] constexpr std::optional<Enum> find(std::string_view word) const noexcept {
        for (std::size_t i = 0; i < N; ++i) {
            if (words_[i] == word) return static_cast<Enum>(i);
        }
        return std::nullopt;
    }

  private:
    std::array<std::string_view, N> words_;
};

// words<Status>("waiting", "approved", …)
template <class Enum, class... Text>
[[nodiscard]] constexpr auto words(Text... text) {
    return Words<Enum, sizeof...(Text)>({std::string_view(text)...});
}

}  // namespace wardcast::meeting
