#include "hub/fresh_id.h"

#include <array>

#include <boost/uuid/random_generator.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <sodium.h>

namespace wardcast::hub {

std::string fresh_id() {
    constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";  // RFC 4648 section 6, in small letters.
    std::array<unsigned char, 20> random{};
    randombytes_buf(random.data(), random.size());
    std::string id;
    id.reserve(random.size());
    for (const unsigned char byte : random)
        id.push_back(kAlphabet[byte % kAlphabet.size()]);
    return id;
}

meeting::CommandId fresh_command_id() {
    thread_local boost::uuids::random_generator generate;
    return meeting::CommandId(boost::uuids::to_string(generate()));
}

}  // namespace wardcast::hub
