#include "meeting/ordering.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace wardcast::meeting {
namespace {

// What decides where one question stands.
struct Standing {
    const Question* question = nullptr;
    bool due = false;
    std::uint64_t nth = 0;
    std::uint64_t channel = 0;
    std::uint64_t area = 0;       // Neighbourhoods, numbered.
    std::uint64_t merit = 0;      // Less is better: more support, then who has waited longer.
    std::uint64_t area_turn = 0;  // How many of its neighbourhood, its channel and its round come before it.
    std::uint64_t turn = 0;       // How many of its channel and its round do.

    // Packed into whole numbers, so that ten thousand are sorted in a millisecond: a bit for due, 20 for the round, 3
    // for the channel, 24 for what follows.
    [[nodiscard]] std::uint64_t round() const { return (due ? 0 : std::uint64_t{1} << 20U) | nth; }
    [[nodiscard]] std::uint64_t channel_class() const { return round() << 3U | channel; }
    [[nodiscard]] std::uint64_t area_class() const { return channel_class() << 24U | area; }
};

using Line = std::vector<const Question*>;

std::uint64_t merit_of(const Question& question, std::size_t support) {
    constexpr std::uint64_t kMost = 0xFFFFFFFFU;
    return (kMost - std::min<std::uint64_t>(support, kMost)) << 32U | question.asked_place;
}

// By the key, then by merit.
template <class Key>
void sort_by(std::vector<Standing>& standings, const Key& key) {
    struct Entry {
        std::uint64_t key;
        std::uint64_t merit;
        const Standing* standing;
    };
    std::vector<Entry> entries;
    entries.reserve(standings.size());
    for (const Standing& standing : standings)
        entries.push_back({key(standing), standing.merit, &standing});
    std::sort(entries.begin(), entries.end(), [](const Entry& left, const Entry& right) {
        return left.key != right.key ? left.key < right.key : left.merit < right.merit;
    });
    std::vector<Standing> sorted;
    sorted.reserve(standings.size());
    for (const Entry& entry : entries)
        sorted.push_back(*entry.standing);
    standings = std::move(sorted);
}

// Turns of those that stand together, counted on from what was taken of their class before.
template <class Class, class Taken>
void give_turns(std::vector<Standing>& standings, std::uint64_t Standing::*turn, const Class& class_of,
                const Taken& taken) {
    for (std::size_t i = 0; i < standings.size(); ++i) {
        const bool goes_on = i > 0 && class_of(standings[i - 1]) == class_of(standings[i]);
        standings[i].*turn = goes_on ? standings[i - 1].*turn + 1 : taken(standings[i]);
    }
}

class FairOrder {
  public:
    FairOrder(const State& state, std::vector<Standing>& standings) : standings_(standings) {
        for (Standing& standing : standings_)
            standing.area = number_of(standing.question->area_key);
        for (const QuestionId& id : state.taken) {
            const Question* question = find_question(state, id);
            if (question == nullptr) continue;
            Standing taken = standing_of(*question);
            taken.area = number_of(question->area_key);
            ++taken_of_channel_[taken.channel_class()];
            ++taken_of_area_[taken.area_class()];
        }
    }

    static Standing standing_of(const Question& question) {
        return {.question = &question,
                .nth = std::min<std::uint32_t>(question.nth, (1U << 20U) - 1),
                .channel = static_cast<std::uint64_t>(question.channel)};
    }

    void sort() {
        sort_by(standings_, [](const Standing& s) { return s.area_class(); });
        give_turns(
            standings_, &Standing::area_turn, [](const Standing& s) { return s.area_class(); },
            [this](const Standing& s) { return count(taken_of_area_, not_due(s).area_class()); });
        sort_by(standings_, [](const Standing& s) { return s.channel_class() << 24U | s.area_turn; });
        give_turns(
            standings_, &Standing::turn, [](const Standing& s) { return s.channel_class(); },
            [this](const Standing& s) { return count(taken_of_channel_, not_due(s).channel_class()); });
        sort_by(standings_, [](const Standing& s) { return s.round() << 24U | s.turn; });
    }

  private:
    std::uint64_t number_of(std::string_view area) { return areas_.emplace(area, areas_.size()).first->second; }

    static Standing not_due(Standing standing) {
        standing.due = false;
        return standing;
    }
    static std::uint64_t count(const std::map<std::uint64_t, std::uint64_t>& counts, std::uint64_t of) {
        const auto found = counts.find(of);
        return found == counts.end() ? 0 : found->second;
    }

    std::vector<Standing>& standings_;
    std::unordered_map<std::string_view, std::uint64_t> areas_;
    std::map<std::uint64_t, std::uint64_t> taken_of_channel_;
    std::map<std::uint64_t, std::uint64_t> taken_of_area_;
};

// Questions asked before this one are due: kMaxPassed that were asked later have been taken.
std::size_t due_before(const State& state) {
    std::vector<std::size_t> places;
    for (const QuestionId& id : state.taken) {
        if (const Question* question = find_question(state, id)) places.push_back(question->asked_place);
    }
    if (places.size() < static_cast<std::size_t>(kMaxPassed)) return 0;
    const auto last_passing = places.begin() + (kMaxPassed - 1);
    std::nth_element(places.begin(), last_passing, places.end(), std::greater<>());
    return *last_passing;
}

Line sorted(const State& state, const Line& line, Order order) {
    const std::size_t due = due_before(state);
    std::vector<Standing> standings;
    standings.reserve(line.size());
    for (const Question* question : line) {
        Standing standing = FairOrder::standing_of(*question);
        standing.due = question->asked_place < due;
        standing.merit = merit_of(*question, order == Order::Oldest ? 0 : supporters(state, *question));
        standings.push_back(standing);
    }
    if (order == Order::Fair) {
        FairOrder(state, standings).sort();
    } else {
        sort_by(standings, [](const Standing& s) { return s.due ? 0U : 1U; });
    }
    // Among those who are due, who has waited longest; whatever else speaks for them.
    const auto rest = std::find_if(standings.begin(), standings.end(), [](const Standing& s) { return !s.due; });
    std::sort(standings.begin(), rest, [](const Standing& left, const Standing& right) {
        return left.question->asked_place < right.question->asked_place;
    });
    Line in_order;
    in_order.reserve(line.size());
    for (const Standing& standing : standings)
        in_order.push_back(standing.question);
    return in_order;
}

// Those that staff moved keep their places; the others fill the rest in order.
Line arranged(const State& state, const Line& line, Order order) {
    Line free;
    for (const Question* question : line) {
        if (!question->moved) free.push_back(question);
    }
    const Line in_order = sorted(state, free, order);
    auto next = in_order.begin();
    Line result;
    result.reserve(line.size());
    for (const Question* question : line)
        result.push_back(question->moved ? question : *next++);
    return result;
}

Line line_of(const State& state) {
    Line line;
    line.reserve(state.queue.size() + 1);
    for (const QuestionId& id : state.queue) {
        if (const Question* question = find_question(state, id)) line.push_back(question);
    }
    return line;
}

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

}  // namespace

std::vector<QuestionId> ordered_queue(const State& state, Order order) {
    std::vector<QuestionId> ids;
    ids.reserve(state.queue.size());
    for (const Question* question : arranged(state, line_of(state), order))
        ids.push_back(question->id);
    return ids;
}

std::optional<QuestionId> place_in_queue(const State& state, const Question& joining) {
    if (!state.order) return std::nullopt;
    Line line = line_of(state);
    line.push_back(&joining);
    const Line wanted = arranged(state, line, *state.order);
    line.pop_back();
    std::unordered_map<const Question*, std::size_t> rank;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        rank[wanted[i]] = i;
    const auto after = std::find_if(line.begin(), line.end(), [&](const Question* question) {
        return !question->moved && rank[question] > rank[&joining];
    });
    return after == line.end() ? std::nullopt : std::optional((*after)->id);
}

QuestionUnmerged unmerged(const State& state, const QuestionId& id) {
    const Question* question = find_question(state, id);
    if (question == nullptr || question->before_merge != Status::Approved) return {id};
    return {id, place_in_queue(state, *question)};
}

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

namespace {

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
