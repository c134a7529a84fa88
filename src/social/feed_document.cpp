#include "social/feed_document.h"

#include <algorithm>
#include <array>
#include <curl/curl.h>
#include <pugixml.hpp>

#include <sodium.h>

#include "social/html_text.h"
#include "social/url.h"

namespace wardcast::social {
namespace {

constexpr std::size_t kMaxEntries = 500;
constexpr std::size_t kMaxId = 2048;

// The element's name without its namespace prefix: feeds choose their own.
std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
    return node.find_child([&](const pugi::xml_node& one) { return local_name(one) == name; });
}

// All text below the element; markup that was not escaped (Atom's xhtml) becomes text, too.
std::string words(const pugi::xml_node& node) {
    if (!node) return {};
    std::string text;
    for (const auto& part : node.children()) {
        if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) text += part.value();
    }
    if (text.find_first_not_of(" \t\r\n") == std::string::npos && child(node, "div")) {
        struct Text final : pugi::xml_writer {
            std::string out;
            void write(const void* data, std::size_t size) override {
                out.append(static_cast<const char*>(data), size);
            }
        } writer;
        child(node, "div").print(writer, "", pugi::format_raw);
        text = std::move(writer.out);
    }
    return html_to_text(text);
}

std::string link_of(const pugi::xml_node& entry) {
    for (const auto& node : entry.children()) {
        if (local_name(node) != "link") continue;
        const std::string_view relation = node.attribute("rel").as_string("alternate");
        if (node.attribute("href") && relation == "alternate") return safe_link(node.attribute("href").value());
        if (!node.attribute("href")) {
            if (auto link = safe_link(html_to_text(node.text().get())); !link.empty()) return link;
        }
    }
    return {};
}

Timestamp time_of(const pugi::xml_node& entry) {
    for (const std::string_view name : {"published", "pubDate", "date", "updated"}) {
        const std::string text = child(entry, name).text().get();
        if (text.empty()) continue;
        if (const auto time = from_rfc3339(text)) return *time;
        if (const auto epoch = curl_getdate(text.c_str(), nullptr); epoch >= 0)
            return Timestamp(std::chrono::seconds(epoch));
    }
    return {};
}

std::string hash_of(const std::string& text) {
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       nullptr, 0);
    std::string hex(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    hex.resize(hash.size() * 2);
    return hex;
}

Post post_of(const pugi::xml_node& entry, const std::string& instance) {
    Post post;
    post.url = link_of(entry);
    for (const std::string_view name : {"guid", "id"}) {
        if (post.id.empty()) post.id = child(entry, name).text().get();
    }
    if (post.id.empty()) post.id = post.url;
    post.uri = post.id;
    post.instance = instance;
    const auto title = words(child(entry, "title"));
    std::string content;
    for (const std::string_view name : {"encoded", "content", "description", "summary"}) {
        if (content.empty()) content = words(child(entry, name));
    }
    // Short posts have no title, or one that only repeats how they begin.
    const auto start = title.substr(0, std::min<std::size_t>(title.size(), 40));
    const bool repeats = title.empty() || content.starts_with(start);
    post.text = repeats && !content.empty() ? content : content.empty() ? title : title + "\n" + content;
    const auto author = child(entry, "author");
    post.name = words(child(author, "name"));
    if (post.name.empty()) post.name = words(author);
    if (post.name.empty()) post.name = words(child(entry, "creator"));
    post.handle = post.name.empty() ? instance : post.name;
    post.at = time_of(entry);
    post.version = hash_of(post.text);
    return post;
}

void collect(const pugi::xml_node& parent, const std::string& instance, std::vector<Post>& posts) {
    for (const auto& node : parent.children()) {
        if (local_name(node) != "item" && local_name(node) != "entry") continue;
        if (posts.size() >= kMaxEntries) return;
        auto post = post_of(node, instance);
        const bool is_known = std::ranges::find(posts, post.uri, &Post::uri) != posts.end();
        if (!is_known && !post.id.empty() && post.id.size() <= kMaxId) posts.push_back(std::move(post));
    }
}

}  // namespace

Outcome<std::vector<Post>> read_feed(std::string_view xml, const std::string& instance) {
    pugi::xml_document document;
    const auto parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default);
    const auto root = document.document_element();
    const auto name = local_name(root);
    if (name != "rss" && name != "feed" && name != "RDF") {
        return passing(parsed ? "not_a_feed" : "not_readable", instance,
                       instance + (parsed ? " sent a page that is no RSS or Atom feed: is the address that of the feed?"
                                          : " sent a feed that cannot be read: " + std::string(parsed.description())));
    }
    if (!parsed) {  // Cut short: what is there would look like all there is.
        return passing("not_readable", instance,
                       instance + " sent a feed that cannot be read: " + parsed.description());
    }
    std::vector<Post> posts;
    collect(name == "rss" ? child(root, "channel") : root, instance, posts);
    return posts;
}

}  // namespace wardcast::social
