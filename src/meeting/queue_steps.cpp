#include "meeting/queue_steps.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace wardcast::meeting {
namespace {

// Which places of the sequence belong to a longest rising subsequence (patience sorting).
std::vector<bool> longest_rising(const std::vector<std::size_t>& sequence) {
    constexpr auto kNone = static_cast<std::size_t>(-1);
    std::vector<std::size_t> tails;  // Of each length, the place of the smallest last element.
    std::vector<std::size_t> before(sequence.size(), kNone);
    for (std::size_t i = 0; i < sequence.size(); ++i) {
        const auto tail =
            std::lower_bound(tails.begin(), tails.end(), sequence[i],
                             [&](std::size_t place, std::size_t value) { return sequence[place] < value; });
        if (tail != tails.begin()) before[i] = *std::prev(tail);
        if (tail == tails.end()) {
            tails.push_back(i);
        } else {
            *tail = i;
        }
    }
    std::vector<bool> belongs(sequence.size(), false);
    for (std::size_t i = tails.empty() ? kNone : tails.back(); i != kNone; i = before[i])
        belongs[i] = true;
    return belongs;
}

// One after the other: the quicker way where there are few.
std::vector<QuestionId> after_few_steps(std::vector<QuestionId> queue, const std::vector<Placement>& steps) {
    for (const Placement& step : steps) {
        const auto moved = std::find(queue.begin(), queue.end(), step.question);
        if (moved == queue.end() || step.before == step.question) continue;
        const auto target = step.before ? std::find(queue.begin(), queue.end(), *step.before) : queue.end();
        if (moved < target) {
            std::rotate(moved, moved + 1, target);
        } else {
            std::rotate(target, moved, moved + 1);
        }
    }
    return queue;
}

}  // namespace

std::vector<Placement> steps_between(const std::vector<QuestionId>& from, const std::vector<QuestionId>& to) {
    // Most changes concern a stretch of the queue: what is the same on both sides of it stays.
    std::size_t first = 0;
    while (first < to.size() && from[first] == to[first])
        ++first;
    std::size_t last = to.size();
    while (last > first && from[last - 1] == to[last - 1])
        --last;
    std::unordered_map<std::string_view, std::size_t> places;
    places.reserve(last - first);
    for (std::size_t i = first; i < last; ++i)
        places[from[i].str()] = i;
    std::vector<std::size_t> sequence;
    for (std::size_t i = first; i < last; ++i)
        sequence.push_back(places[to[i].str()]);
    const auto stays = longest_rising(sequence);
    std::vector<Placement> steps;
    // From the end: what comes after the one that is placed stands already where it will.
    for (std::size_t i = last; i-- > first;) {
        if (stays[i - first]) continue;
        steps.push_back({to[i], i + 1 < to.size() ? std::optional(to[i + 1]) : std::nullopt});
    }
    return steps;
}

std::vector<QuestionId> after_steps(const std::vector<QuestionId>& queue, const std::vector<Placement>& steps) {
    constexpr std::size_t kFew = 8;
    if (steps.size() <= kFew) return after_few_steps(queue, steps);
    // A ring of places: 0 is before the first and after the last, i + 1 stands for queue[i].
    std::unordered_map<std::string_view, std::size_t> places;
    places.reserve(queue.size());
    std::vector<std::size_t> next(queue.size() + 1);
    std::vector<std::size_t> before(queue.size() + 1);
    for (std::size_t i = 0; i <= queue.size(); ++i) {
        next[i] = i == queue.size() ? 0 : i + 1;
        before[i] = i == 0 ? queue.size() : i - 1;
        if (i > 0) places[queue[i - 1].str()] = i;
    }
    for (const Placement& step : steps) {
        const auto moved = places.find(step.question.str());
        if (moved == places.end() || step.before == step.question) continue;
        const std::size_t place = moved->second;
        next[before[place]] = next[place];
        before[next[place]] = before[place];
        const auto target = step.before ? places.find(step.before->str()) : places.end();
        const std::size_t at = target == places.end() ? 0 : target->second;
        before[place] = before[at];
        next[place] = at;
        next[before[at]] = place;
        before[at] = place;
    }
    std::vector<QuestionId> result;
    result.reserve(queue.size());
    for (std::size_t place = next[0]; place != 0; place = next[place])
        result.push_back(queue[place - 1]);
    return result;
}

}  // namespace wardcast::meeting
