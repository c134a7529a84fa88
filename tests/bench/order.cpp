// How long the queue takes to be put in order after one change: ten thousand approved questions of four thousand people
// over all channels and a dozen neighbourhoods, one more supporter each time.
#include <random>

#include <benchmark/benchmark.h>

#include "meeting/ordering.h"
#include "meeting/queue_steps.h"

namespace wardcast::meeting {
namespace {

State hall(std::size_t questions) {
    State state;
    state.order = Order::Fair;
    std::mt19937 random(2026);
    for (std::size_t i = 0; i < questions; ++i) {
        Question question{.id = QuestionId("q_" + std::to_string(i) + "abcdefghijklmnop"),
                          .channel = static_cast<Channel>(random() % 6),
                          .status = i % 20 == 0 ? Status::Answered : Status::Approved,
                          .area_key = "neighbourhood " + std::to_string(random() % 12),
                          .nth = 1 + static_cast<std::uint32_t>(random() % 3),
                          .asked_place = i,
                          .moved = random() % 100 == 0};
        for (std::size_t supporter = random() % 20; supporter > 0; --supporter)
            question.supporters.insert(ParticipantId("p_" + std::to_string(random())));
        state.asked_order.push_back(question.id);
        (question.status == Status::Approved ? state.queue : state.taken).push_back(question.id);
        state.questions.emplace(question.id, std::move(question));
    }
    state.queue = ordered_queue(state, Order::Fair);
    return state;
}

void settles_after_one_change(benchmark::State& run) {
    State state = hall(static_cast<std::size_t>(run.range(0)));
    std::size_t next = 0;
    for (auto _ : run) {
        Question& question = state.questions.at(state.queue[next++ * 7919 % state.queue.size()]);
        question.supporters.insert(ParticipantId("p_more" + std::to_string(next)));
        const auto wanted = ordered_queue(state, Order::Fair);
        const auto steps = steps_between(state.queue, wanted);
        state.queue = after_steps(state.queue, steps);
        benchmark::DoNotOptimize(state.queue.data());
    }
}
BENCHMARK(settles_after_one_change)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

void orders(benchmark::State& run) {
    const State state = hall(static_cast<std::size_t>(run.range(0)));
    for (auto _ : run)
        benchmark::DoNotOptimize(ordered_queue(state, Order::Fair).data());
}
BENCHMARK(orders)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wardcast::meeting

BENCHMARK_MAIN();
