#pragma once

#include <glib.h>
#include <memory>
#include <string>

namespace wardcast::media {

struct UriUnref {
    void operator()(GUri* uri) const noexcept { g_uri_unref(uri); }
};
using UriPtr = std::unique_ptr<GUri, UriUnref>;

// Takes an absolute address apart (RFC 3986). Of several '@' before the path the last ends user and password: people
// type passwords as they are, and what was cut off at the first one would be shown as a part of the host. Null where it
// is no address.
[[nodiscard]] UriPtr parse_uri(const std::string& address, GUriFlags flags);

// Of a part that may be missing: then null.
[[nodiscard]] std::string uri_text(const gchar* part);

}  // namespace wardcast::media
