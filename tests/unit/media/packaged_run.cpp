#include "packaged_run.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <limits>
#include <sstream>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "media/mp4_box.h"
#include "media/recording_index.h"
#include "muxed_media.h"
#include "playlist_rules.h"

namespace wardcast::media::test {
std::string output_of(const std::string& command) {
    std::string output;
    FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return "cannot run " + command;
    std::array<char, 4096> block{};
    while (const auto size = fread(block.data(), 1, block.size(), pipe))
        output.append(block.data(), size);
    pclose(pipe);
    return output;
}

std::vector<std::string_view> fragments_of(std::string_view stream) {
    std::vector<std::string_view> fragments;
    auto rest = stream;
    std::size_t begin = 0;
    while (const auto box = next_box(rest)) {
        const auto end = stream.size() - rest.size();
        if (box->type != box_type("mdat")) continue;
        fragments.push_back(stream.substr(begin, end - begin));
        begin = end;
    }
    return fragments;
}

PackagedRun::PackagedRun(const RunOptions& options) : recordings_(options.recordings) {
    PackagerSettings settings;
    settings.meeting = kMeeting;
    settings.recordings = options.recordings;
    settings.record = options.record;
    settings.live_window = options.window;
    settings.key = options.key;
    settings.advanced = [this](const std::string& rendition) {
        const std::lock_guard lock(mutex_);
        ++advances_[rendition];
    };
    settings.recording_ready = [this] {
        const std::lock_guard lock(mutex_);
        recorded_ = true;
        changed_.notify_all();
    };
    settings.trouble = [this](const std::string& trouble) {
        const std::lock_guard lock(mutex_);
        troubles_.push_back(trouble);
        changed_.notify_all();
    };
    auto made = make_packager(std::move(settings), clock_);
    EXPECT_TRUE(made.has_value());
    packager_ = std::move(*made);
    video_ = &packager_->sink({"360p", true, 320, 180, 30, 500'000});
    if (options.second_rung) second_rung_ = &packager_->sink({"90p", true, 160, 90, 30, 200'000});
    sound_ = &packager_->sink({"audio", false, 0, 0, 0, 128'000});
    packager_->start(options.epoch);
}

PackagedRun::~PackagedRun() = default;

void PackagedRun::feed(std::string_view video, std::string_view sound) {
    feed(video, sound, 0, std::numeric_limits<std::size_t>::max());
}

void PackagedRun::feed(std::string_view video, std::string_view sound, std::size_t from, std::size_t to) {
    const auto pictures = fragments_of(video);
    const auto sounds = fragments_of(sound);
    for (std::size_t i = from; i < std::min(to, std::max(pictures.size(), sounds.size())); ++i) {
        const auto seed = static_cast<unsigned>(i);
        if (i < pictures.size()) in_random_chunks(pictures[i], seed, [&](auto chunk) { video_->bytes(chunk); });
        if (i < sounds.size()) in_random_chunks(sounds[i], seed + 1000, [&](auto chunk) { sound_->bytes(chunk); });
    }
}

HlsReply PackagedRun::get(std::string_view address) {
    const auto mark = address.find('?');
    if (mark == std::string_view::npos) return packager_->hls(address, "");
    return packager_->hls(address.substr(0, mark), address.substr(mark + 1));
}

std::string PackagedRun::body(std::string_view address) {
    const auto reply = get(address);
    EXPECT_EQ(status_of(reply), 200) << address;
    return body_of(reply);
}

int PackagedRun::status(std::string_view address) {
    return status_of(get(address));
}

void PackagedRun::end_and_wait_until_recorded() {
    video_->ended();
    sound_->ended();
    packager_->finish();
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(changed_.wait_for(lock, std::chrono::seconds(60), [this] { return recorded_; }));
}

void PackagedRun::wait_until_on_disk(const std::string& rendition, std::uint64_t msn) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    for (;;) {
        const auto index = load_recording_index(recordings_ / kMeeting);
        if (index && index->find(rendition, msn) != nullptr) return;
        ASSERT_LT(std::chrono::steady_clock::now(), deadline) << rendition << " " << msn << " is not recorded";
        std::this_thread::yield();
    }
}

std::vector<std::string> PackagedRun::wait_for_trouble() {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(changed_.wait_for(lock, std::chrono::seconds(60), [this] { return !troubles_.empty(); }));
    return troubles_;
}

std::vector<std::string> PackagedRun::troubles() {
    const std::lock_guard lock(mutex_);
    return troubles_;
}

int PackagedRun::advances(const std::string& rendition) {
    const std::lock_guard lock(mutex_);
    return advances_[rendition];
}

int status_of(const HlsReply& reply) {
    if (std::holds_alternative<HlsBody>(reply)) return 200;
    if (const auto* refusal = std::get_if<HlsRefusal>(&reply)) return refusal->status;
    return kWaits;
}

std::string body_of(const HlsReply& reply) {
    const auto* body = std::get_if<HlsBody>(&reply);
    return body != nullptr && body->bytes ? *body->bytes : std::string();
}

std::vector<std::filesystem::path> download(const std::function<std::string(const std::string&)>& get,
                                            const std::string& rendition, const std::filesystem::path& folder) {
    const auto playlist = parse_playlist(get(rendition + ".m3u8"));
    std::vector<std::filesystem::path> files;
    std::ofstream out;
    const ListedSegment* before = nullptr;
    for (const auto& segment : playlist.segments) {
        if (segment.gap) continue;
        if (before == nullptr || segment.discontinuity != before->discontinuity) {
            files.push_back(folder / fmt::format("{}-{}.mp4", rendition, files.size()));
            out = std::ofstream(files.back(), std::ios::binary);
            out << get(segment.map);
        }
        if (!segment.uri.empty()) {
            out << get(segment.uri);
        } else {
            for (const auto& part : segment.parts)
                out << get(part.uri);
        }
        before = &segment;
    }
    return files;
}

Decoded decode(const std::filesystem::path& file) {
    auto decoded = packets_of(file, "0");
    decoded.errors = output_of(fmt::format("ffmpeg -nostdin -v error -i '{}' -f null - 2>&1", file.string()));
    return decoded;
}

Decoded packets_of(const std::filesystem::path& file, const std::string& stream) {
    Decoded decoded;
    std::istringstream packets(output_of(
        fmt::format("ffprobe -v error -select_streams {} -show_entries packet=dts_time,duration_time -of csv=p=0 '{}' "
                    "2>&1",
                    stream, file.string())));
    double first = -1;
    double last = -1;
    for (std::string line; std::getline(packets, line);) {
        double time = 0;
        double duration = 0;
        if (std::sscanf(line.c_str(), "%lf,%lf", &time, &duration) != 2) continue;
        if (first < 0) first = time;
        decoded.monotonic = decoded.monotonic && time > last;
        last = time;
        decoded.duration = time + duration - first;
        ++decoded.packets;
    }
    return decoded;
}

}  // namespace wardcast::media::test
