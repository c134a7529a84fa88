#include "media/ice_agent.h"

#include <nice/agent.h>
#include <utility>

#include "media/announced_candidate.h"

namespace wardcast::media {

namespace {

constexpr guint kStream = 1;  // libnice counts from 1.
constexpr guint kComponent = 1;

std::string owned(gchar* text) {
    const GString owner(text);
    std::string copy = text != nullptr ? text : "";
    // libnice writes the whole attribute.
    constexpr std::string_view kAttribute = "a=";
    if (copy.starts_with(kAttribute)) copy.erase(0, kAttribute.size());
    return copy;
}

}  // namespace

Result<IceAgent> IceAgent::of(GstElement* webrtcbin, const IceSettings& settings) {
    GstObject* ice_raw = nullptr;
    g_object_get(webrtcbin, "ice-agent", &ice_raw, nullptr);
    const auto ice = adopt(ice_raw);
    if (ice == nullptr) return failure(ErrorKind::Internal, "webrtcbin has no ICE agent");
    if (settings.min_port != 0) {
        g_object_set(ice.get(), "min-rtp-port", guint{settings.min_port}, "max-rtp-port", guint{settings.max_port},
                     nullptr);
    }
    if (!settings.local_address.empty()) {
        gboolean added = FALSE;
        g_signal_emit_by_name(ice.get(), "add-local-ip-address", settings.local_address.c_str(), &added);
        if (added == FALSE) {
            return failure(ErrorKind::BadInput, "local_address is no IP address: " + settings.local_address);
        }
    }
    NiceAgent* agent_raw = nullptr;
    g_object_get(ice.get(), "agent", &agent_raw, nullptr);
    if (agent_raw == nullptr) return failure(ErrorKind::Internal, "webrtcbin has no libnice agent");
    GObjectPtr<NiceAgent> agent(agent_raw);
    // UPnP asks the router and waits 200 ms for it; a server's ports are opened by its administrator.
    g_object_set(agent.get(), "upnp", FALSE, "ice-tcp", settings.tcp ? TRUE : FALSE, nullptr);
    return IceAgent(std::move(agent), settings.public_address);
}

Result<IceAgent::Credentials> IceAgent::restart(const Credentials& remote) {
    gchar* ufrag = nullptr;
    gchar* pwd = nullptr;
    const bool done =
        nice_agent_restart_stream(agent_.get(), kStream) == TRUE &&
        nice_agent_set_remote_credentials(agent_.get(), kStream, remote.ufrag.c_str(), remote.pwd.c_str()) == TRUE &&
        nice_agent_get_local_credentials(agent_.get(), kStream, &ufrag, &pwd) == TRUE;
    Credentials local{owned(ufrag), owned(pwd)};
    if (!done) return failure(ErrorKind::Internal, "libnice did not restart ICE");
    return local;
}

std::vector<std::string> IceAgent::local_candidates() const {
    std::vector<std::string> lines;
    GSList* candidates = nice_agent_get_local_candidates(agent_.get(), kStream, kComponent);
    for (GSList* at = candidates; at != nullptr; at = at->next) {
        auto* candidate = static_cast<NiceCandidate*>(at->data);
        lines.push_back(owned(nice_agent_generate_local_candidate_sdp(agent_.get(), candidate)));
        if (auto announced = announced_candidate(lines.back(), public_address_)) lines.push_back(std::move(*announced));
        nice_candidate_free(candidate);
    }
    g_slist_free(candidates);
    return lines;
}

void IceAgent::add_remote_candidate(const std::string& candidate) {
    NiceCandidate* parsed = nice_agent_parse_remote_candidate_sdp(agent_.get(), kStream, ("a=" + candidate).c_str());
    if (parsed == nullptr) return;  // A kind of candidate that libnice does not know; ICE goes on without it.
    GSList* one = g_slist_append(nullptr, parsed);
    nice_agent_set_remote_candidates(agent_.get(), kStream, kComponent, one);
    g_slist_free_full(one, [](gpointer each) { nice_candidate_free(static_cast<NiceCandidate*>(each)); });
}

}  // namespace wardcast::media
