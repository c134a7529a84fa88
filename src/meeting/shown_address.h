#pragma once

#include <string>

namespace wardcast::meeting {

// An address of the form SCHEME://… as people may see it: without user, password, query and fragment. Empty where there
// is no scheme. Where in doubt it shows too little.
[[nodiscard]] std::string shown_address(const std::string& address);

}  // namespace wardcast::meeting
