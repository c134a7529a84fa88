// Packages a video and a sound file until it is killed: the process whose sudden death the recording must survive.
// recording_victim RECORDINGS VIDEO SOUND EPOCH; prints an empty line for each fragment fed.

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

#include "media/rendition_sink.h"
#include "packaged_run.h"

int main(int, char** arguments) {
    using namespace wardcast::media;
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
        std::puts("");
        std::fflush(stdout);
    }
    pause();
}
