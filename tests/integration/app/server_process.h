#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "integration/app/program.h"
#include "temporary_folder.h"

namespace wardcast {

// The real server on a free port of 127.0.0.1 with a data folder of its own, both kept over restarts.
//
// Threads: one at a time.
class ServerProcess {
  public:
    // Further words for `serve`. Not started yet.
    explicit ServerProcess(std::vector<std::string> options = {}) : options_(std::move(options)) {}

    // Starts it and waits until it listens: on a free port the first time, on the same one from then on. False where it
    // ended instead; log() says why.
    [[nodiscard]] bool start();

    // SIGTERM; the exit status.
    [[nodiscard]] int stop();
    // SIGKILL: as a power cut for the process.
    void kill();

    [[nodiscard]] const std::filesystem::path& data() const { return data_; }
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + port_; }
    [[nodiscard]] std::string port() const { return port_; }
    [[nodiscard]] std::string log() const;
    // Looks now, and again whenever the server has written something, be it in its data or its log; false where it does
    // not hold within 100 s.
    [[nodiscard]] bool wait_until(const std::function<bool()>& holds) const;
    // Until it has this under the path of a GET: what it makes appears there once something of it is on disk.
    [[nodiscard]] bool wait_for(const std::string& path) const;
    [[nodiscard]] Program& program() { return *program_; }

    // A command beside it: the words, and --data.
    [[nodiscard]] Outcome command(std::vector<std::string> words) const;

  private:
    TemporaryFolder temporary_;
    std::filesystem::path data_ = temporary_.path() / "data";
    std::vector<std::string> options_;
    std::string port_ = "0";
    std::optional<Program> program_;
};

}  // namespace wardcast
