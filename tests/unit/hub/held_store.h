#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "store/event_store.h"

namespace wardcast::hub {

// A real store behind a disk that a test can stop, break and count.
class HeldStore final : public store::EventStore {
  public:
    explicit HeldStore(store::EventStore& disk) : disk_(disk) {}

    void hold() {
        const std::lock_guard lock(mutex_);
        held_ = true;
    }
    void release() {
        std::vector<Job> jobs;
        {
            const std::lock_guard lock(mutex_);
            held_ = false;
            jobs.swap(jobs_);
        }
        for (auto& job : jobs)
            disk_.append(std::move(job.slug), std::move(job.records), std::move(job.appended));
    }
    // Whom an append tells is kept from now on until let_go(), as by a writer that is slow to tidy up.
    void keep() { keeps_ = true; }
    void let_go() {
        std::vector<Appended> kept;
        const std::lock_guard lock(mutex_);
        kept.swap(kept_);
    }
    // Until mend(): appends fail with this, and reads too if they are to.
    void break_with(Error error, bool reads_too = false) {
        const std::lock_guard lock(mutex_);
        broken_ = std::move(error);
        unreadable_ = reads_too;
    }
    void mend() {
        const std::lock_guard lock(mutex_);
        broken_.reset();
        unreadable_ = false;
    }
    void wait_until_something_is_held() {
        std::unique_lock lock(mutex_);
        held_one_.wait(lock, [this] { return !jobs_.empty(); });
    }
    [[nodiscard]] int reads() const { return reads_; }
    [[nodiscard]] int appends() const { return appends_; }

    void append(meeting::Slug slug, std::vector<meeting::Record> records, Appended appended) override {
        std::unique_lock lock(mutex_);
        ++appends_;
        if (keeps_) kept_.push_back(appended);
        if (broken_) {
            const Error error = *broken_;
            lock.unlock();
            appended(tl::unexpected(error));
        } else if (held_) {
            jobs_.push_back({std::move(slug), std::move(records), std::move(appended)});
            held_one_.notify_all();
        } else {
            lock.unlock();
            disk_.append(std::move(slug), std::move(records), std::move(appended));
        }
    }
    Result<std::vector<meeting::Record>> read(const meeting::Slug& slug, std::uint64_t after) override {
        ++reads_;
        {
            const std::lock_guard lock(mutex_);
            if (unreadable_) return tl::unexpected(*broken_);
        }
        return disk_.read(slug, after);
    }
    Result<std::vector<Head>> heads() override { return disk_.heads(); }
    Result<std::vector<std::string>> hashes(const meeting::Slug& slug, std::uint64_t after) override {
        return disk_.hashes(slug, after);
    }
    Result<store::ChainReport> verify(const meeting::Slug& slug) override { return disk_.verify(slug); }
    Result<std::string> secret() override { return disk_.secret(); }
    Result<void> writable() override { return disk_.writable(); }

  private:
    struct Job {
        meeting::Slug slug;
        std::vector<meeting::Record> records;
        Appended appended;
    };
    store::EventStore& disk_;
    std::mutex mutex_;
    std::condition_variable held_one_;
    std::vector<Job> jobs_;
    std::vector<Appended> kept_;
    bool held_ = false;
    std::atomic<bool> keeps_ = false;
    std::optional<Error> broken_;
    bool unreadable_ = false;
    std::atomic<int> reads_ = 0;
    std::atomic<int> appends_ = 0;
};

}  // namespace wardcast::hub
