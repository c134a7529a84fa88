#include "integration/app/server_process.h"

#include <csignal>
#include <fstream>
#include <iterator>

namespace wardcast {

bool ServerProcess::start() {
    std::vector<std::string> words = {"serve", "--data", data_.string(), "--listen", "127.0.0.1:" + port_};
    words.insert(words.end(), options_.begin(), options_.end());
    program_.reset();
    program_.emplace(words, temporary_.path() / "log");
    const std::string announced = "listening on http://127.0.0.1:";
    const auto line = program_->read_line();
    if (!line.starts_with(announced)) return false;
    port_ = line.substr(announced.size());
    return true;
}

int ServerProcess::stop() {
    program_->signal(SIGTERM);
    return program_->wait();
}

void ServerProcess::kill() {
    program_->signal(SIGKILL);
    (void)program_->wait();
}

std::string ServerProcess::log() const {
    std::ifstream stream(temporary_.path() / "log");
    return {std::istreambuf_iterator<char>(stream), {}};
}

Outcome ServerProcess::command(std::vector<std::string> words) const {
    words.insert(words.end(), {"--data", data_.string()});
    return run_wardcast(words);
}

}  // namespace wardcast
