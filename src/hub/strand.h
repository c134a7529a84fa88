#pragma once

#include <utility>  // Boost 1.74's awaitable.hpp uses std::exchange without it.

#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>

namespace wardcast::hub {

// What runs on one strand never runs at the same time as anything else on it, whichever thread of the pool it is.
using Strand = boost::asio::strand<boost::asio::io_context::executor_type>;

}  // namespace wardcast::hub
