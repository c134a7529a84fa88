#include "integration/app/program.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include "temporary_folder.h"

namespace wardcast {
namespace {

// How long anything may take before the test counts as failed; sanitizers on a busy machine included.
constexpr int kPatienceMs = 20'000;

}  // namespace

Program::Program(const std::vector<std::string>& words, const std::filesystem::path& error_file) {
    std::array<int, 2> pipe_ends{};
    if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) return;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, error_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);

    std::string name = WARDCAST_BINARY;
    auto copies = words;
    std::vector<char*> arguments = {name.data()};
    for (auto& word : copies)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    if (posix_spawn(&pid_, WARDCAST_BINARY, &actions, nullptr, arguments.data(), environ) != 0) pid_ = -1;
    posix_spawn_file_actions_destroy(&actions);
    close(pipe_ends[1]);
    output_ = pipe_ends[0];
}

Program::Program(Program&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), output_(std::exchange(other.output_, -1)), read_(std::move(other.read_)) {}

Program::~Program() {
    if (pid_ > 0) {
        signal(SIGKILL);
        (void)wait();
    }
    if (output_ >= 0) close(output_);
}

bool Program::fill() {
    pollfd waiting{.fd = output_, .events = POLLIN, .revents = 0};
    if (poll(&waiting, 1, kPatienceMs) != 1) return false;
    std::array<char, 4096> bytes{};
    const auto size = read(output_, bytes.data(), bytes.size());
    if (size <= 0) return false;
    read_.append(bytes.data(), static_cast<std::size_t>(size));
    return true;
}

std::string Program::read_line() {
    auto end = read_.find('\n');
    while (end == std::string::npos && fill())
        end = read_.find('\n');
    if (end == std::string::npos) return {};
    auto line = read_.substr(0, end);
    read_.erase(0, end + 1);
    return line;
}

std::string Program::read_all() {
    while (fill()) {
    }
    return std::exchange(read_, {});
}

void Program::signal(int number) const {
    if (pid_ > 0) kill(pid_, number);
}

int Program::wait() {
    if (pid_ <= 0) return -1;
    // A file descriptor of the process becomes readable when it ends.
    const int process = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
    pollfd ending{.fd = process, .events = POLLIN, .revents = 0};
    if (poll(&ending, 1, kPatienceMs) != 1) signal(SIGKILL);
    close(process);
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

Outcome run_wardcast(const std::vector<std::string>& words) {
    const TemporaryFolder folder;
    const auto error_file = folder.path() / "stderr";
    Outcome outcome;
    Program program(words, error_file);
    outcome.out = program.read_all();
    outcome.status = program.wait();
    std::ifstream stream(error_file);
    outcome.err.assign(std::istreambuf_iterator<char>(stream), {});
    return outcome;
}

}  // namespace wardcast
