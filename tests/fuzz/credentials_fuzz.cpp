// Any bytes as what somebody shows of who they are: a token, cookies, an Authorization header, a receipt, something
// sealed. Nothing opens without having been made under the secret.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/cookies.h"
#include "http/identity.h"
#include "hub/access.h"
#include "hub/hook_address.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wardcast;
    static const hub::Access access(std::string(32, 'k'));
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const meeting::Slug slug("ward");
    if (http::identify(access, slug, {.token = text, .as = {}, .cookie = {}}) && !text.empty()) std::abort();
    for (const std::string_view as : {"", "chair", "resident"}) {
        const auto who = http::identify(access, slug, {.token = {}, .as = as, .cookie = text});
        if (who && (who->actor.role != meeting::Role::Resident || !who->is_fresh)) std::abort();
    }
    if (http::identify(access, slug, {.token = {}, .as = text, .cookie = {}}) && !text.empty() && text != "resident") {
        std::abort();
    }
    if (access.is_officer(http::bearer_token(text)) || access.question_of(slug, text)) std::abort();
    if (access.unseal(text) && !text.empty()) std::abort();
    if (const auto hook = hub::read_hook_address(text)) {
        if (hub::hook_path(hook->slug, hook->source) != "/hooks/" + std::string(text)) std::abort();
    }
    return 0;
}
