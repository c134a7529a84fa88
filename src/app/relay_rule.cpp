#include "app/relay_rule.h"

#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "media/relay_trouble.h"
#include "social/address_rule.h"

namespace wardcast::app {

std::function<media::Outcome<void>(const std::string& host, std::uint16_t port)> relay_rule(
    std::vector<std::string> allow_hosts) {
    return [rule = social::AddressRule(std::move(allow_hosts))](const std::string& host,
                                                                std::uint16_t port) -> media::Outcome<void> {
        const auto service = std::to_string(port);
        boost::asio::io_context context;
        boost::system::error_code error;
        const auto found = boost::asio::ip::tcp::resolver(context).resolve(host, service, error);
        if (error || found.empty()) {
            return tl::unexpected(media::unknown_host(host));
        }
        for (const auto& entry : found) {
            if (rule.permits(host, service, entry.endpoint().address())) continue;
            return tl::unexpected(
                media::Trouble{.words = host + " is in a private network. Whoever runs this server can allow "
                                               "it with media.relay.allow_hosts in its configuration.",
                               .code = "forbidden_address",
                               .about = host});
        }
        return {};
    };
}

}  // namespace wardcast::app
