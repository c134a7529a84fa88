#pragma once

#include <memory>
#include <string>

#include "media/cadence.h"
#include "media/camera_feed.h"
#include "media/gst_ptr.h"

namespace wardcast::media {

// The last part of every ingest pipeline, as gst-launch writes it: decoded video (any size, shape and rate) or audio
// in, raw pictures or sound in the one form of raw_format.h out at an appsink of the given name.
//
// A portrait phone gets bars at its sides: videoscale keeps the shape of what it scales.
[[nodiscard]] std::string picture_end(const std::string& name);
[[nodiscard]] std::string sound_end(const std::string& name);

// Lets those appsinks fill the feed; with a cadence, at its pace.
void fill_pictures(GstElement* appsink, std::shared_ptr<CameraFeed> feed, std::shared_ptr<Cadence> cadence = nullptr);
void fill_sound(GstElement* appsink, std::shared_ptr<CameraFeed> feed, std::shared_ptr<Cadence> cadence = nullptr);

// Tells the feed the size of the pictures that pass this pad, as the camera sends them.
void watch_camera_size(GstPad* pad, std::shared_ptr<CameraFeed> feed);

}  // namespace wardcast::media
