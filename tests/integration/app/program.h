#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace wardcast {

// A run of build/…/wardcast as a child process. Ends with this object, at once if need be.
//
// Threads: one at a time.
class Program {
  public:
    // Starts it with these words behind its name; what it says on standard error goes to the file.
    Program(const std::vector<std::string>& words, const std::filesystem::path& error_file);
    ~Program();
    Program(Program&& other) noexcept;
    Program& operator=(Program&&) = delete;

    // The next line of standard output without its line feed; empty at the end of it, or when none came in 20 s.
    [[nodiscard]] std::string read_line();
    // Everything up to the end of standard output.
    [[nodiscard]] std::string read_all();

    void signal(int number) const;
    // Waits for the end, at most 20 s, then kills: the exit status, or minus the signal that ended it.
    [[nodiscard]] int wait();

  private:
    [[nodiscard]] bool fill();

    pid_t pid_ = -1;
    int output_ = -1;
    std::string read_;  // Read already, and not yet given out.
};

// What a command printed and how it ended.
struct Outcome {
    int status = -1;
    std::string out;
    std::string err;
};
[[nodiscard]] Outcome run_wardcast(const std::vector<std::string>& words);

}  // namespace wardcast
