#include "integration/app/server_process.h"

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>

#include "app/http_request.h"
#include "integration/app/folder_watch.h"

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

bool ServerProcess::wait_until(const std::function<bool()>& holds) const {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(100);
    FolderWatch written(temporary_.path());
    while (!holds()) {
        if (!written.wait(deadline)) return false;
    }
    return true;
}

bool ServerProcess::wait_for(const std::string& path) const {
    return wait_until([&] {
        const auto answer = app::http_request({.url = url() + path});
        return answer && answer->status == 200;
    });
}

Outcome ServerProcess::command(std::vector<std::string> words) const {
    words.insert(words.end(), {"--data", data_.string()});
    return run_wardcast(words);
}

}  // namespace wardcast
