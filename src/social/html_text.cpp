#include "social/html_text.h"

#include <algorithm>
#include <gumbo.h>
#include <memory>
#include <vector>

namespace wardcast::social {
namespace {

struct DestroyOutput {
    void operator()(GumboOutput* output) const noexcept { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};

bool is_left_out(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_SCRIPT:
        case GUMBO_TAG_STYLE:
        case GUMBO_TAG_TEMPLATE:
        case GUMBO_TAG_NOSCRIPT:
        case GUMBO_TAG_HEAD:
        case GUMBO_TAG_TITLE:
        case GUMBO_TAG_IFRAME:
        case GUMBO_TAG_SVG:
        case GUMBO_TAG_MATH:
            return true;
        default:
            return false;
    }
}

bool is_block(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_P:
        case GUMBO_TAG_DIV:
        case GUMBO_TAG_LI:
        case GUMBO_TAG_UL:
        case GUMBO_TAG_OL:
        case GUMBO_TAG_BLOCKQUOTE:
        case GUMBO_TAG_PRE:
        case GUMBO_TAG_H1:
        case GUMBO_TAG_H2:
        case GUMBO_TAG_H3:
        case GUMBO_TAG_H4:
        case GUMBO_TAG_H5:
        case GUMBO_TAG_H6:
        case GUMBO_TAG_TR:
        case GUMBO_TAG_SECTION:
        case GUMBO_TAG_ARTICLE:
            return true;
        default:
            return false;
    }
}

// Whether one of the words of the element's class is this one.
bool has_class(const GumboElement& element, std::string_view wanted) {
    const auto* attribute = gumbo_get_attribute(&element.attributes, "class");
    std::string_view words = attribute == nullptr ? "" : attribute->value;
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        if (words.substr(0, end) == wanted) return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

class Writer {
  public:
    explicit Writer(Whitespace whitespace) : whitespace_(whitespace) {}

    void text(std::string_view text) {
        for (const char letter : text) {
            const bool white = letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r' || letter == '\f';
            if (white && whitespace_ == Whitespace::Collapse) {
                space();
            } else {
                out_ += letter;
            }
        }
    }

    void space() {
        if (!out_.empty() && out_.back() != ' ' && out_.back() != '\n') out_ += ' ';
    }

    void line_feed() {
        trim();
        out_ += '\n';
    }

    // A block begins on a line of its own.
    void block() {
        trim();
        if (!out_.empty() && out_.back() != '\n') out_ += '\n';
    }

    std::string take() {
        while (!out_.empty() && (out_.back() == '\n' || out_.back() == ' '))
            out_.pop_back();
        const auto start = out_.find_first_not_of("\n ");
        return start == std::string::npos ? std::string() : out_.substr(start);
    }

  private:
    void trim() {
        while (!out_.empty() && out_.back() == ' ')
            out_.pop_back();
    }

    Whitespace whitespace_;
    std::string out_;
};

// A step of the walk: an element is left after its children. No recursion: strangers decide how deep it goes.
struct Step {
    const GumboNode* node;
    bool leaving;
};

void enter(const GumboNode& node, Writer& writer, std::vector<Step>& steps) {
    const auto& element = node.v.element;
    if (is_left_out(element.tag) || has_class(element, "invisible") || has_class(element, "quote-inline")) return;
    if (element.tag == GUMBO_TAG_BR) {
        writer.line_feed();
        return;
    }
    if (element.tag == GUMBO_TAG_IMG) {
        if (const auto* alternative = gumbo_get_attribute(&element.attributes, "alt")) writer.text(alternative->value);
        return;
    }
    if (is_block(element.tag)) writer.block();
    if (element.tag == GUMBO_TAG_TD || element.tag == GUMBO_TAG_TH) writer.space();
    steps.push_back({&node, true});
    for (unsigned i = element.children.length; i > 0; --i)
        steps.push_back({static_cast<const GumboNode*>(element.children.data[i - 1]), false});
}

void leave(const GumboNode& node, Writer& writer) {
    if (has_class(node.v.element, "ellipsis")) writer.text("…");
    if (is_block(node.v.element.tag)) writer.block();
}

}  // namespace

std::string html_to_text(std::string_view html, Whitespace whitespace) {
    html = html.substr(0, kMaxHtml);
    const std::unique_ptr<GumboOutput, DestroyOutput> output(
        gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size()));
    Writer writer(whitespace);
    std::vector<Step> steps;
    if (output) steps.push_back({output->root, false});
    while (!steps.empty()) {
        const Step step = steps.back();
        steps.pop_back();
        switch (step.node->type) {
            case GUMBO_NODE_ELEMENT:
                if (step.leaving) {
                    leave(*step.node, writer);
                } else {
                    enter(*step.node, writer, steps);
                }
                break;
            case GUMBO_NODE_TEXT:
            case GUMBO_NODE_CDATA:
            case GUMBO_NODE_WHITESPACE:
                writer.text(step.node->v.text.text);
                break;
            default:
                break;
        }
    }
    return writer.take();
}

}  // namespace wardcast::social
