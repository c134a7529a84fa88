#pragma once

#include <string>
#include <variant>
#include <vector>

#include "social/post.h"

namespace wardcast::social {

// What happened, in short: "new URI", "edited URI", "deleted URI".
inline std::vector<std::string> in_short(const std::vector<Change>& changes) {
    std::vector<std::string> all;
    for (const auto& change : changes) {
        if (const auto* written = std::get_if<NewPost>(&change)) all.push_back("new " + written->post.uri);
        if (const auto* edited = std::get_if<EditedPost>(&change)) all.push_back("edited " + edited->post.uri);
        if (const auto* deleted = std::get_if<DeletedPost>(&change)) all.push_back("deleted " + deleted->uri);
    }
    return all;
}

}  // namespace wardcast::social
