#include "media/recording_check.h"

#include <fstream>
#include <memory>
#include <regex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "media/index_line.h"
#include "media/recording_index.h"
#include "muxed_media.h"
#include "packaged_run.h"
#include "temporary_folder.h"

namespace wardcast::media::test {
namespace {

class RecordingCheckTest : public testing::Test {
  protected:
    RecordingCheckTest() { options_.key = key_; }

    void record() {
        PackagedRun run(options_);
        run.feed(muxed_video(), muxed_sound());
        run.end_and_wait_until_recorded();
    }

    RecordingCheck check() {
        const auto checked = check_recording(kMeeting, recording_, key_->public_key());
        EXPECT_TRUE(checked.has_value());
        return checked.value_or(RecordingCheck{});
    }

    std::vector<Json> lines() {
        std::vector<Json> entries;
        std::ifstream in(index_file(recording_));
        for (std::string line; std::getline(in, line);) {
            if (auto entry = read_index_line(line)) entries.push_back(std::move(*entry));
        }
        return entries;
    }

    void write(const std::vector<Json>& entries) {
        std::ofstream out(index_file(recording_), std::ios::trunc);
        for (const auto& entry : entries)
            out << write_index_line(entry);
    }

    static bool is_segment(const Json& entry, const std::string& rendition, int msn) {
        return entry.value("segment", -1) == msn && entry.value("rendition", "") == rendition;
    }

    // What somebody who knows how would do to hide a change, but without the server's key.
    static void hash_anew(std::vector<Json>& entries) {
        std::string before(kChainStart);
        for (auto& entry : entries) {
            entry.erase("hash");
            before = chain_hash(before, entry);
            entry["hash"] = before;
        }
    }

    TemporaryFolder folder_;
    const std::filesystem::path recording_ = folder_.path() / kMeeting;
    const std::shared_ptr<const SigningKey> key_ = std::make_shared<SigningKey>(std::string(32, 's'), "test");
    RunOptions options_{folder_.path()};
};

TEST_F(RecordingCheckTest, ARecordingLeftAloneIsProvenWhole) {
    record();
    const auto checked = check();
    EXPECT_TRUE(checked.faults.empty()) << checked.faults.front().what;
    EXPECT_EQ(checked.segments, 13U);
    EXPECT_EQ(checked.unproven, 0U);
    EXPECT_TRUE(checked.signed_until.has_value());
    EXPECT_TRUE(checked.closed);
    EXPECT_EQ(checked.head.size(), 64U);
}

TEST_F(RecordingCheckTest, OneChangedByteOfThePictureIsNamedWithItsTime) {
    record();
    const auto index = load_recording_index(recording_);
    const auto slice = *index->segment_slice(recording_, "360p", 3);
    {
        std::fstream file(slice.path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(static_cast<std::streamoff>(slice.offset + slice.size / 2));
        const auto old = static_cast<char>(file.peek());
        file.put(static_cast<char>(old ^ 1));
    }
    const auto checked = check();
    ASSERT_EQ(checked.faults.size(), 1U);
    EXPECT_EQ(checked.faults[0].what, "segment 3 of 360p (2026-11-26T19:00:06.000Z) has been altered in 360p-0.mp4");
    EXPECT_EQ(checked.faults[0].at, kEpoch + std::chrono::seconds(6));
}

TEST_F(RecordingCheckTest, ASegmentTakenOutOfTheIndexIsNamedWithItsTime) {
    record();
    auto entries = lines();
    std::erase_if(entries, [](const Json& entry) { return is_segment(entry, "360p", 2); });
    write(entries);
    const auto checked = check();
    ASSERT_FALSE(checked.faults.empty());
    // The line that followed it, of whichever rendition, no longer fits.
    EXPECT_NE(checked.faults[0].what.find("19:00:0"), std::string::npos) << checked.faults[0].what;
}

TEST_F(RecordingCheckTest, ATimeChangedInTheIndexIsFound) {
    record();
    auto entries = lines();
    for (auto& entry : entries) {
        if (is_segment(entry, "360p", 2)) entry["start"] = entry["start"].get<int>() + 1;
    }
    write(entries);
    const auto checked = check();
    ASSERT_FALSE(checked.faults.empty());
    EXPECT_NE(checked.faults[0].what.find("segment 2 of 360p"), std::string::npos) << checked.faults[0].what;
}

TEST_F(RecordingCheckTest, AChainMadeAnewAfterTheChangeLacksTheSignature) {
    record();
    auto entries = lines();
    std::erase_if(entries, [](const Json& entry) { return is_segment(entry, "360p", 2); });
    hash_anew(entries);
    write(entries);
    const auto checked = check();
    ASSERT_FALSE(checked.faults.empty());
    EXPECT_NE(checked.faults[0].what.find("does not fit"), std::string::npos) << checked.faults[0].what;

    std::erase_if(entries, [](const Json& entry) { return entry.contains("signed"); });
    hash_anew(entries);
    write(entries);
    EXPECT_EQ(check().faults.at(0).what, "nothing of it is signed by this server");
}

TEST_F(RecordingCheckTest, AnEndThatWasCutOffIsNotClosed) {
    record();
    auto entries = lines();
    entries.resize(entries.size() - 3);
    write(entries);
    EXPECT_FALSE(check().closed);
}

TEST_F(RecordingCheckTest, AnotherServersSignatureIsNotTaken) {
    record();
    const auto other = SigningKey(std::string(32, 'o'), "test").public_key();
    const auto checked = check_recording(kMeeting, recording_, other);
    ASSERT_TRUE(checked.has_value());
    ASSERT_FALSE(checked->faults.empty());
    EXPECT_NE(checked->faults[0].what.find("another server's key"), std::string::npos) << checked->faults[0].what;
}

TEST_F(RecordingCheckTest, GoesOnAcrossARestartAndATornLine) {
    {
        PackagedRun run(options_);
        run.feed(muxed_video(), muxed_sound(), 0, 30);
    }
    std::ofstream(index_file(recording_), std::ios::app) << "0123abcd {\"segm";
    options_.epoch += std::chrono::seconds(30);
    record();
    const auto checked = check();
    EXPECT_TRUE(checked.faults.empty()) << checked.faults.front().what;
    EXPECT_TRUE(checked.closed);
}

TEST_F(RecordingCheckTest, OfOldRecordingsItSaysThatNothingIsKnown) {
    record();
    auto entries = lines();
    std::erase_if(entries, [](const Json& entry) { return entry.contains("signed"); });
    for (auto& entry : entries) {
        entry.erase("hash");
        entry.erase("sha256");
    }
    write(entries);
    const auto checked = check();
    EXPECT_TRUE(checked.faults.empty());
    EXPECT_EQ(checked.unproven, checked.segments);

    options_.epoch += std::chrono::seconds(60);
    record();
    const auto continued = check();
    EXPECT_TRUE(continued.faults.empty()) << continued.faults.front().what;
    EXPECT_EQ(continued.unproven * 2, continued.segments);
    EXPECT_TRUE(continued.closed);
}

TEST_F(RecordingCheckTest, WhereNothingIsRecordedThereIsNothingToCheck) {
    const auto checked = check_recording(kMeeting, recording_, key_->public_key());
    ASSERT_FALSE(checked.has_value());
    EXPECT_EQ(checked.error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace wardcast::media::test
