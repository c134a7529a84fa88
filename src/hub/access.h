#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "meeting/ids.h"
#include "meeting/role.h"

namespace wardcast::hub {

// Makes and checks role tokens, participant cookies and the officer's token: keyed hashes under the server's secret
// (libsodium), so nothing is stored and any process with the data folder makes the same ones.
// Threads: immutable; any thread.
class Access {
  public:
    // secret: 32 bytes, EventStore::secret().
    explicit Access(std::string secret);

    // The token in a role's link; URL-safe, at least 128 bits. Resident has none.
    [[nodiscard]] std::string role_token(const meeting::Slug& slug, meeting::Role role) const;
    // Which role of this meeting the token opens, compared in constant time.
    [[nodiscard]] std::optional<meeting::Role> role_of(const meeting::Slug& slug, std::string_view token) const;

    [[nodiscard]] std::string officer_token() const;
    [[nodiscard]] bool is_officer(std::string_view token) const;

    // A new resident, and the signed form that their browser keeps ("p_….signature").
    struct Participant {
        meeting::ParticipantId id;
        std::string keep;
    };
    [[nodiscard]] Participant new_participant() const;
    [[nodiscard]] std::optional<meeting::ParticipantId> participant_of(std::string_view keep) const;

    // The path of a question's receipt: "/m/SLUG/q/ID.SIGNATURE". Whoever has it stands for the one who asked.
    [[nodiscard]] std::string receipt_path(const meeting::Slug& slug, const meeting::QuestionId& question) const;
    // The question that such a receipt ("ID.SIGNATURE") is for, compared in constant time.
    [[nodiscard]] std::optional<meeting::QuestionId> question_of(const meeting::Slug& slug,
                                                                 std::string_view receipt) const;

    // How the log of a meeting names a network (hub::Visitor): a keyed hash from which nobody gets the address back.
    [[nodiscard]] std::string network_key(const meeting::Slug& slug, std::string_view network) const;

    // The participant id of somebody who is known by an address elsewhere: a handle, a telephone number. A keyed hash,
    // for this meeting only; the address cannot be had back.
    [[nodiscard]] meeting::ParticipantId participant_from(const meeting::Slug& slug, std::string_view where,
                                                          std::string_view address) const;

    // With which messages to a hook are signed: the bytes, and as the Standard Webhooks convention writes them
    // (whsec_…).
    [[nodiscard]] std::string hook_key(const meeting::Slug& slug, const meeting::SourceId& source) const;
    [[nodiscard]] std::string hook_secret(const meeting::Slug& slug, const meeting::SourceId& source) const;

    // hub/sealed.h under the server's secret.
    [[nodiscard]] std::string seal(std::string_view text) const;
    [[nodiscard]] std::optional<std::string> unseal(std::string_view sealed) const;

    // The participant id under which staff act: one for each role, so that the log names it.
    [[nodiscard]] static meeting::ParticipantId staff_id(meeting::Role role);

  private:
    std::string secret_;
};

}  // namespace wardcast::hub
