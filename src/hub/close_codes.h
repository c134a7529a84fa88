#pragma once

#include <cstdint>

// With which codes WebSockets are closed: RFC 6455 section 7.4.1 and the registry that it opened.
namespace wardcast::hub {

inline constexpr std::uint16_t kNormalClosure = 1000;
inline constexpr std::uint16_t kUnsupportedData = 1003;
inline constexpr std::uint16_t kInvalidPayload = 1007;
inline constexpr std::uint16_t kPolicyViolation = 1008;
inline constexpr std::uint16_t kMessageTooBig = 1009;
inline constexpr std::uint16_t kServiceRestart = 1012;
inline constexpr std::uint16_t kTryAgainLater = 1013;

}  // namespace wardcast::hub
