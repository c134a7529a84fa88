// An encoder that is slow on demand: while the file $SLOW_ENCODER_WHEN exists, libx264 takes longer for each picture of
// the width that stands in it, by as many milliseconds as stand behind ("1280 100"). With "once" behind that ("1280
// 20000 once") the first such picture is held up, and with it the file is gone: one encoder that stands still.
// Preloaded under a program.

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <fstream>
#include <string>
#include <thread>
#include <x264.h>

namespace {

std::chrono::milliseconds extra_time(int width) {
    static const char* const kWhen = std::getenv("SLOW_ENCODER_WHEN");  // NOLINT(concurrency-mt-unsafe): nobody sets it
    if (kWhen == nullptr) return {};
    std::ifstream file(kWhen);
    int slow_width = 0;
    int milliseconds = 0;
    if (!(file >> slow_width >> milliseconds) || slow_width != width) return {};
    std::string once;
    // Who takes the file away has it for itself.
    if (file >> once && std::remove(kWhen) != 0) return {};
    return std::chrono::milliseconds(milliseconds);
}

}  // namespace

extern "C" int x264_encoder_encode(x264_t* encoder, x264_nal_t** units, int* count, x264_picture_t* in,
                                   x264_picture_t* out) {
    static auto* const kNext =
        reinterpret_cast<decltype(&x264_encoder_encode)>(dlsym(RTLD_NEXT, "x264_encoder_encode"));
    x264_param_t settings;
    x264_encoder_parameters(encoder, &settings);
    std::this_thread::sleep_for(extra_time(settings.i_width));
    return kNext(encoder, units, count, in, out);
}
