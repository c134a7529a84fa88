#include "meeting/ordering.h"

#include <algorithm>
#include <functional>
#include <numeric>
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

    // Classes in which turns are taken, packed into whole numbers: a bit for due, 20 for the round, 3 for the channel,
    // 24 for the neighbourhood.
    [[nodiscard]] std::uint64_t channel_class() const {
        return ((due ? 0 : std::uint64_t{1} << 20U) | nth) << 3U | channel;
    }
    [[nodiscard]] std::uint64_t area_class() const { return channel_class() << 24U | area; }
};

using Line = std::vector<const Question*>;

std::uint64_t merit_of(const Question& question, std::size_t support) {
    constexpr std::uint64_t kMost = 0xFFFFFFFFU;
    return (kMost - std::min<std::uint64_t>(support, kMost)) << 32U | question.asked_place;
}

using Places = std::vector<std::uint32_t>;  // In the standings, in some order.

// By the key, which is to be small; those with the same stay in the order in which they were.
template <class Key>
Places by(const std::vector<Standing>& standings, const Places& places, const Key& key) {
    std::vector<std::uint32_t> ends(1);
    for (const Standing& standing : standings) {
        if (key(standing) >= ends.size()) ends.resize(key(standing) + 1);
        ++ends[key(standing)];
    }
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    Places sorted(places.size());
    for (auto place = places.rbegin(); place != places.rend(); ++place)
        sorted[--ends[key(standings[*place])]] = *place;
    return sorted;
}

Places by_merit(const std::vector<Standing>& standings) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> merits;
    merits.reserve(standings.size());
    for (const Standing& standing : standings)
        merits.emplace_back(standing.merit, merits.size());
    std::sort(merits.begin(), merits.end());
    Places places;
    places.reserve(merits.size());
    for (const auto& [merit, place] : merits)
        places.push_back(place);
    return places;
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

    // Neighbourhoods take turns within a channel, channels within a round; merit decides what is left open.
    [[nodiscard]] Places sorted() {
        const Places merit = by_merit(standings_);
        Counts areas, channels;
        for (const auto place : merit) {
            Standing& next = standings_[place];
            next.area_turn = turn(areas, next.area_class(), taken_of_area_, not_due(next).area_class());
        }
        for (const auto place : by(standings_, merit, [](const Standing& s) { return s.area_turn; })) {
            Standing& next = standings_[place];
            next.turn = turn(channels, next.channel_class(), taken_of_channel_, not_due(next).channel_class());
        }
        const Places turns = by(standings_, merit, [](const Standing& s) { return s.turn; });
        return by(standings_, turns, [](const Standing& s) { return s.due ? 0 : 1 + s.nth; });
    }

  private:
    std::uint64_t number_of(std::string_view area) { return areas_.emplace(area, areas_.size()).first->second; }

    static Standing not_due(Standing standing) {
        standing.due = false;
        return standing;
    }
    using Counts = std::unordered_map<std::uint64_t, std::uint64_t>;

    // The next turn of a class, counted on from what was taken of it before.
    static std::uint64_t turn(Counts& turns, std::uint64_t of, const Counts& taken, std::uint64_t taken_as) {
        const auto [counted, is_first] = turns.try_emplace(of, 0);
        if (is_first) {
            const auto before = taken.find(taken_as);
            if (before != taken.end()) counted->second = before->second;
        }
        return counted->second++;
    }

    std::vector<Standing>& standings_;
    std::unordered_map<std::string_view, std::uint64_t> areas_;
    Counts taken_of_channel_;
    Counts taken_of_area_;
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
    const Places places = order == Order::Fair
                              ? FairOrder(state, standings).sorted()
                              : by(standings, by_merit(standings), [](const Standing& s) { return s.due ? 0U : 1U; });
    Line in_order;
    in_order.reserve(line.size());
    for (const auto place : places)
        in_order.push_back(standings[place].question);
    // Among those who are due, who has waited longest; whatever else speaks for them.
    const auto rest = std::find_if(in_order.begin(), in_order.end(),
                                   [&](const Question* question) { return question->asked_place >= due; });
    std::sort(in_order.begin(), rest,
              [](const Question* left, const Question* right) { return left->asked_place < right->asked_place; });
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

}  // namespace wardcast::meeting
