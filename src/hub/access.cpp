#include "hub/access.h"

#include <array>
#include <cassert>
#include <utility>

#include <sodium.h>

#include "hub/fresh_id.h"
#include "hub/sealed.h"

namespace wardcast::hub {
namespace {

using meeting::ParticipantId;
using meeting::Role;
using meeting::Slug;

constexpr std::array kLinkedRoles = {Role::Room, Role::Camera, Role::Chair, Role::Clerk, Role::Captioner};

// Part of what a role token covers: raising it in a later version makes all links new.
constexpr std::string_view kGeneration = "1";

// Of the hash's 32 bytes, so that a link stays short enough for a QR code: 144 bits are 24 characters without padding.
constexpr std::size_t kTokenBytes = 18;
constexpr std::size_t kTokenLength = kTokenBytes / 3 * 4;

// A cookie is at most this long; what is longer is not ours and not worth hashing.
constexpr std::size_t kMaxKeepLength = 128;

using Hash = std::array<unsigned char, crypto_auth_BYTES>;

// HMAC-SHA-512-256 under the secret. Each kind of message begins with a word of its own.
Hash hash_of(const std::string& secret, const std::string& message) {
    Hash hash{};
    crypto_auth(hash.data(), reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                reinterpret_cast<const unsigned char*>(secret.data()));
    return hash;
}

// The same as base64url.
std::string sign(const std::string& secret, const std::string& message) {
    const auto hash = hash_of(secret, message);
    std::string token(kTokenLength + 1, '\0');
    sodium_bin2base64(token.data(), token.size(), hash.data(), kTokenBytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    token.resize(kTokenLength);
    return token;
}

bool same(std::string_view left, std::string_view right) {
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string participant_message(std::string_view id) {
    return "participant\n" + std::string(id);
}

// Slugs and ids hold no line feed once they are ours; one from an address that does matches no signature of ours.
std::string receipt_message(const Slug& slug, std::string_view id) {
    return "receipt\n" + slug.str() + "\n" + std::string(id);
}

}  // namespace

Access::Access(std::string secret) : secret_(std::move(secret)) {
    assert(secret_.size() == crypto_auth_KEYBYTES);
    // Chooses the fastest implementation and opens the source of randomness; harmless when called again.
    [[maybe_unused]] const int ready = sodium_init();
    assert(ready >= 0);
}

std::string Access::role_token(const Slug& slug, Role role) const {
    assert(role != Role::Resident && role != Role::System);
    // The slug comes last: it may hold anything when it comes from an address.
    return sign(secret_, "role\n" + std::string(kGeneration) + "\n" + std::string(to_string(role)) + "\n" + slug.str());
}

std::optional<Role> Access::role_of(const Slug& slug, std::string_view token) const {
    if (token.size() != kTokenLength) return std::nullopt;
    std::optional<Role> found;
    for (const Role role : kLinkedRoles) {
        // All are tried, so that the time taken does not tell which one was near.
        if (same(role_token(slug, role), token)) found = role;
    }
    return found;
}

std::string Access::officer_token() const {
    return sign(secret_, "officer\n" + std::string(kGeneration));
}

bool Access::is_officer(std::string_view token) const {
    return same(officer_token(), token);
}

Access::Participant Access::new_participant() const {
    ParticipantId id("p_" + fresh_id());
    std::string keep = id.str() + "." + sign(secret_, participant_message(id.str()));
    return {std::move(id), std::move(keep)};
}

std::optional<ParticipantId> Access::participant_of(std::string_view keep) const {
    const auto dot = keep.rfind('.');
    if (dot == std::string_view::npos || keep.size() > kMaxKeepLength) return std::nullopt;
    const auto id = keep.substr(0, dot);
    if (!same(sign(secret_, participant_message(id)), keep.substr(dot + 1))) return std::nullopt;
    return ParticipantId(std::string(id));
}

std::string Access::receipt_path(const Slug& slug, const meeting::QuestionId& question) const {
    return "/m/" + slug.str() + "/q/" + question.str() + "." + sign(secret_, receipt_message(slug, question.str()));
}

std::optional<meeting::QuestionId> Access::question_of(const Slug& slug, std::string_view receipt) const {
    const auto dot = receipt.rfind('.');
    if (dot == std::string_view::npos || receipt.size() > kMaxKeepLength) return std::nullopt;
    const auto id = receipt.substr(0, dot);
    if (!same(sign(secret_, receipt_message(slug, id)), receipt.substr(dot + 1))) return std::nullopt;
    return meeting::QuestionId(std::string(id));
}

std::string Access::network_key(const Slug& slug, std::string_view network) const {
    return sign(secret_, "network\n" + slug.str() + "\n" + std::string(network));
}

ParticipantId Access::participant_from(const Slug& slug, std::string_view where, std::string_view address) const {
    const auto message = "outside\n" + slug.str() + "\n" + std::string(where) + "\n" + std::string(address);
    return ParticipantId("x_" + sign(secret_, message));
}

std::string Access::hook_key(const Slug& slug, const meeting::SourceId& source) const {
    const auto hash = hash_of(secret_, "hook\n" + source.str() + "\n" + slug.str());
    return {hash.begin(), hash.end()};
}

std::string Access::hook_secret(const Slug& slug, const meeting::SourceId& source) const {
    const auto hash = hash_of(secret_, "hook\n" + source.str() + "\n" + slug.str());
    std::string text(sodium_base64_encoded_len(hash.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), hash.data(), hash.size(), sodium_base64_VARIANT_ORIGINAL);
    text.resize(text.size() - 1);  // The terminator.
    return "whsec_" + text;
}

std::string Access::seal(std::string_view text) const {
    return hub::seal(secret_, text);
}

std::optional<std::string> Access::unseal(std::string_view sealed) const {
    return hub::unseal(secret_, sealed);
}

ParticipantId Access::staff_id(Role role) {
    assert(role != Role::Resident);
    return ParticipantId("s_" + std::string(to_string(role)));
}

}  // namespace wardcast::hub
