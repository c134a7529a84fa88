// Packages a video and a sound file until it is killed: the process whose sudden death the recording must survive.
// recording_victim RECORDINGS VIDEO SOUND EPOCH; prints an empty line for each fragment fed, the twelfth once
// something of this run is on disk.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

#include "media/recording_index.h"
#include "packaged_run.h"

namespace {

using namespace wardcast::media;

// So that each victim leaves something behind, however busy the machine.
void wait_until_recorded(const std::filesystem::path& folder) {
    for (;;) {
        const auto index = load_recording_index(folder);
        if (!index || index->renditions().size() < 2) continue;
        const auto run = index->runs().rbegin()->first;
        const auto& renditions = index->renditions();
        if (std::all_of(renditions.begin(), renditions.end(), [&](const auto& rendition) {
                return !rendition.segments.empty() && rendition.segments.back().run == run;
            })) {
            return;
        }
    }
}

}  // namespace

int main(int, char** arguments) {
    const auto read = [](const char* file) {
        std::ifstream in(file, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    const auto video = read(arguments[2]);
    const auto sound = read(arguments[3]);
    test::RunOptions options;
    options.recordings = arguments[1];
    options.epoch = wardcast::from_rfc3339(arguments[4]).value();
    test::PackagedRun run(options);
    const auto fragments = test::fragments_of(video).size();
    for (std::size_t i = 0; i < fragments; ++i) {
        run.feed(video, sound, i, i + 1);
        if (i == 11) wait_until_recorded(options.recordings / test::kMeeting);
        std::puts("");
        std::fflush(stdout);
    }
    pause();
}
