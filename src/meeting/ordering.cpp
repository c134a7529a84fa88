#include "meeting/ordering.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

namespace wardcast::meeting {
namespace {

// What decides where one question stands.
struct Standing {
    const Question* question = nullptr;
    bool due = false;
    std::uint32_t nth = 0;
    Channel channel = Channel::Web;
    std::uint32_t area = 0;  // Neighbourhoods, numbered.
    std::size_t support = 0;
    std::size_t area_turn = 0;  // How many of its neighbourhood, its channel and its round come before it.
    std::size_t turn = 0;       // How many of its channel and its round do.

    // More support first, then who has waited longer.
    [[nodiscard]] auto merit() const { return std::tuple(~support, question->asked_place); }
    [[nodiscard]] auto channel_class() const { return std::tuple(!due, nth, channel); }
    [[nodiscard]] auto area_class() const { return std::tuple(!due, nth, channel, area); }
};

using Line = std::vector<const Question*>;

template <class Key>
void sort_by(std::vector<Standing>& standings, const Key& key) {
    std::sort(standings.begin(), standings.end(),
              [&](const Standing& left, const Standing& right) { return key(left) < key(right); });
}

// Turns of those that stand together, counted on from what was taken of their class before.
template <class Class, class Taken>
void give_turns(std::vector<Standing>& standings, std::size_t Standing::*turn, const Class& class_of,
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
            ++taken_of_channel_[{question->nth, question->channel}];
            ++taken_of_area_[{question->nth, question->channel, number_of(question->area_key)}];
        }
    }

    void sort() {
        sort_by(standings_, [](const Standing& s) { return std::tuple(s.area_class(), s.merit()); });
        give_turns(
            standings_, &Standing::area_turn, [](const Standing& s) { return s.area_class(); },
            [this](const Standing& s) { return count(taken_of_area_, std::tuple(s.nth, s.channel, s.area)); });
        sort_by(standings_, [](const Standing& s) { return std::tuple(s.channel_class(), s.area_turn, s.merit()); });
        give_turns(
            standings_, &Standing::turn, [](const Standing& s) { return s.channel_class(); },
            [this](const Standing& s) { return count(taken_of_channel_, std::tuple(s.nth, s.channel)); });
        sort_by(standings_, [](const Standing& s) { return std::tuple(!s.due, s.nth, s.turn, s.merit()); });
    }

  private:
    std::uint32_t number_of(std::string_view area) {
        return areas_.emplace(area, static_cast<std::uint32_t>(areas_.size())).first->second;
    }
    template <class Counts>
    static std::size_t count(const Counts& counts, const typename Counts::key_type& key) {
        const auto found = counts.find(key);
        return found == counts.end() ? 0 : found->second;
    }

    std::vector<Standing>& standings_;
    std::map<std::string_view, std::uint32_t> areas_;
    std::map<std::tuple<std::uint32_t, Channel>, std::size_t> taken_of_channel_;
    std::map<std::tuple<std::uint32_t, Channel, std::uint32_t>, std::size_t> taken_of_area_;
};

// When those that were taken had been asked, in order.
std::vector<std::size_t> taken_places(const State& state) {
    std::vector<std::size_t> places;
    for (const QuestionId& id : state.taken) {
        if (const Question* question = find_question(state, id)) places.push_back(question->asked_place);
    }
    std::sort(places.begin(), places.end());
    return places;
}

Line sorted(const State& state, const Line& line, Order order) {
    const auto taken = taken_places(state);
    const auto is_due = [&](const Question& question) {
        return taken.end() - std::upper_bound(taken.begin(), taken.end(), question.asked_place) >= kMaxPassed;
    };
    std::vector<Standing> standings;
    standings.reserve(line.size());
    for (const Question* question : line) {
        standings.push_back({.question = question,
                             .due = is_due(*question),
                             .nth = question->nth,
                             .channel = question->channel,
                             .support = order == Order::Oldest ? 0 : supporters(state, *question)});
    }
    if (order == Order::Fair) {
        FairOrder(state, standings).sort();
    } else {
        sort_by(standings, [](const Standing& s) { return std::tuple(!s.due, s.merit()); });
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
    std::unordered_map<QuestionId, std::size_t> places;
    for (std::size_t i = 0; i < from.size(); ++i)
        places[from[i]] = i;
    std::vector<std::size_t> sequence;
    for (const QuestionId& id : to)
        sequence.push_back(places[id]);
    const auto stays = longest_rising(sequence);
    std::vector<Placement> steps;
    // From the end: what comes after the one that is placed stands already where it will.
    for (std::size_t i = to.size(); i-- > 0;) {
        if (stays[i]) continue;
        steps.push_back({to[i], i + 1 < to.size() ? std::optional(to[i + 1]) : std::nullopt});
    }
    return steps;
}

std::vector<QuestionId> after_steps(const std::vector<QuestionId>& queue, const std::vector<Placement>& steps) {
    // A ring of places: 0 is before the first and after the last, i + 1 stands for queue[i].
    std::unordered_map<QuestionId, std::size_t> places;
    std::vector<std::size_t> next(queue.size() + 1);
    std::vector<std::size_t> before(queue.size() + 1);
    for (std::size_t i = 0; i <= queue.size(); ++i) {
        next[i] = i == queue.size() ? 0 : i + 1;
        before[i] = i == 0 ? queue.size() : i - 1;
        if (i > 0) places[queue[i - 1]] = i;
    }
    for (const Placement& step : steps) {
        const auto moved = places.find(step.question);
        if (moved == places.end() || step.before == step.question) continue;
        const std::size_t place = moved->second;
        next[before[place]] = next[place];
        before[next[place]] = before[place];
        const auto target = step.before ? places.find(*step.before) : places.end();
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
