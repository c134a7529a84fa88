#include "meeting/decide_posts.h"

#include <unordered_map>
#include <utility>

#include "meeting/ordering.h"
#include "meeting/text.h"

namespace wardcast::meeting {
namespace {

constexpr std::size_t kMaxHandleLength = 200;
constexpr std::size_t kMaxAddressBytes = 1000;

// As much of it as there is room for: nobody is there who could be asked to shorten it.
std::string fitted(std::string_view text, std::size_t max_length, Lines lines) {
    return shorten_text(text, max_length, lines).value_or(std::string());
}

// Where it does not look like a page on the web, it is not offered as a link.
std::string web_address(const std::string& url) {
    const bool is_web = url.starts_with("https://") || url.starts_with("http://");
    return is_web && url.size() <= kMaxAddressBytes ? url : std::string();
}

Origin origin_of(const Post& post, const Source& source) {
    return {.source = std::string(to_string(source.kind)),
            .by = source.id,
            .uri = post.uri,
            .id = post.id,
            .version = post.version,
            .instance = fitted(post.instance, kMaxHandleLength, Lines::Joined),
            .handle = fitted(post.handle, kMaxHandleLength, Lines::Joined),
            .lang = fitted(post.lang, kMaxNameLength, Lines::Joined),
            .url = web_address(post.url),
            .reply_to = post.reply_to};
}

Decided<const Source*> source_that_is_on(const State& state, const SourceId& id) {
    const Source* source = find_source(state, id);
    if (source == nullptr) return refuse(RefusalCode::NotFound, "There is no such source.");
    if (!source->on) return refuse(RefusalCode::WrongState, "This source is switched off.");
    return source;
}

// Goes through the changes of one batch. What an earlier change of the same batch did is not in the state yet.
class Taking {
  public:
    Taking(const Deciding& on, const Source& source) : on_(on), source_(source) {}

    void operator()(const NewPost& arrived) {
        const Post& post = arrived.post;
        if (post.uri.empty()) return;
        if (const Known* known = find(post.uri)) {
            // The same post by another source, another server's copy for instance, says nothing new.
            if (known->by == source_.id) take_edit(post);
            return;
        }
        if (takes_no_questions(on_.state, taken_)) return;
        QuestionAsked asked{.question = {},
                            .text = fitted(post.text, kMaxQuestionLength, Lines::Kept),
                            .name = fitted(post.name, kMaxNameLength, Lines::Joined),
                            .channel = Channel::Post,
                            .participant = post.author,
                            .origin = origin_of(post, source_)};
        if (asked.text.empty() || asked.participant.empty() || is_blocked(on_.state, asked.participant)) return;
        asked.held_for = held_for(on_.state.rules, asked.text + "\n" + asked.name);
        asked.question = on_.fresh<QuestionId>("q_");
        in_batch_[post.uri] = {asked.question, source_.id, post.version, false};
        events_.emplace_back(std::move(asked));
        ++taken_;
    }

    void operator()(const EditedPost& edited) { take_edit(edited.post); }

    void operator()(const DeletedPost& deleted) {
        if (const Known* known = find(deleted.uri); known != nullptr && !known->withdrawn) withdraw(deleted.uri);
    }

    Events take() { return std::move(events_); }

  private:
    struct Known {
        QuestionId question;
        SourceId by;
        std::string version;
        bool withdrawn = false;
    };

    // The post as this batch leaves it. Valid until the next call.
    const Known* find(const std::string& uri) {
        if (const auto known = in_batch_.find(uri); known != in_batch_.end()) return &known->second;
        const Question* question = find_post(on_.state, source_.kind, uri);
        if (question == nullptr) return nullptr;
        const Known known{question->id, question->origin->by, question->origin->version,
                          question->status == Status::Withdrawn};
        return &in_batch_.emplace(uri, known).first->second;
    }

    void take_edit(const Post& post) {
        const Known* known = find(post.uri);
        if (known == nullptr || known->withdrawn || known->version == post.version) return;
        QuestionEditedAtSource edited{.question = known->question,
                                      .text = fitted(post.text, kMaxQuestionLength, Lines::Kept),
                                      .name = fitted(post.name, kMaxNameLength, Lines::Joined),
                                      .version = post.version};
        if (edited.text.empty()) return withdraw(post.uri);
        edited.held_for = held_for(on_.state.rules, edited.text + "\n" + edited.name);
        in_batch_[post.uri].version = post.version;
        events_.emplace_back(std::move(edited));
    }

    void withdraw(const std::string& uri) {
        Known& known = in_batch_[uri];
        known.withdrawn = true;
        events_.emplace_back(QuestionWithdrawn{known.question});
        // As when somebody here takes a question back: what it carried on stands for itself again.
        if (const Question* question = find_question(on_.state, known.question)) {
            for (const QuestionId& merged : question->merged)
                events_.emplace_back(unmerged(on_.state, merged));
        }
    }

    const Deciding& on_;
    const Source& source_;
    Events events_;
    std::size_t taken_ = 0;                            // New ones of this batch.
    std::unordered_map<std::string, Known> in_batch_;  // By uri: those that this batch has looked at.
};

}  // namespace

Outcome decide_on(const Deciding& on, const TakePosts& take) {
    const auto source = source_that_is_on(on.state, take.source);
    if (!source) return tl::unexpected(source.error());
    Taking taking(on, **source);
    for (const PostChange& change : take.changes)
        std::visit(taking, change);
    Events events = taking.take();
    events.emplace_back(SourceAdvanced{take.source, take.cursor});
    return events;
}

Outcome decide_on(const Deciding& on, const TakeMessage& take) {
    const auto source = source_that_is_on(on.state, take.source);
    if (!source) return tl::unexpected(source.error());
    if (auto closed = takes_no_questions(on.state)) return *std::move(closed);
    QuestionAsked asked{.question = on.fresh<QuestionId>("q_"),
                        .text = fitted(take.text, kMaxQuestionLength, Lines::Kept),
                        .name = fitted(take.name, kMaxNameLength, Lines::Joined),
                        .channel = Channel::Message,
                        .participant = take.author,
                        .origin = Origin{.source = take.via, .by = take.source, .lang = take.lang}};
    if (asked.text.empty()) return refuse(RefusalCode::Empty, "The message is empty.");
    if (is_blocked(on.state, take.author)) {
        return refuse(RefusalCode::Blocked, "The clerk takes no more questions from this sender.");
    }
    asked.held_for = held_for(on.state.rules, asked.text + "\n" + asked.name);
    return Events{std::move(asked)};
}

}  // namespace wardcast::meeting
