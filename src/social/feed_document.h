#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "social/post.h"
#include "social/trouble.h"

namespace wardcast::social {

// The entries of an RSS 0.9x/1.0/2.0 or Atom (RFC 4287) document, in its order, as posts. No entity beyond XML's own is
// ever expanded and nothing is fetched. `instance`: the feed's host. Entries without anything to know them by are left
// out, and the later ones of those with the same id; their version is a hash of their words.
[[nodiscard]] Outcome<std::vector<Post>> read_feed(std::string_view xml, const std::string& instance);

}  // namespace wardcast::social
