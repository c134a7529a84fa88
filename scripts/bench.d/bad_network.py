#!/usr/bin/env python3
"""A bad network: passes UDP packets between a camera and the server, late by a random time, and loses some.

  bad_network.py SERVER_PORT LOSS JITTER_MS

Prints the port at which the camera is to send, on 127.0.0.1, and runs until it is ended. Packets may overtake each other.
"""

import heapq
import random
import select
import socket
import sys
import time

server_port, loss, jitter_s = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]) / 1000
chance = random.Random(1)


def loopback() -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    bound.bind(("127.0.0.1", 0))
    return bound


camera_side, server_side = loopback(), loopback()
print(camera_side.getsockname()[1], flush=True)
camera = None
under_way: list[tuple[float, int, bytes, bool]] = []  # When due, number, bytes, whether to the server.
number = 0
while True:
    wait = max(0.0, under_way[0][0] - time.monotonic()) if under_way else 1.0
    for readable in select.select([camera_side, server_side], [], [], wait)[0]:
        packet, sender = readable.recvfrom(2048)
        if readable is camera_side:
            camera = sender
        if chance.random() < loss:
            continue
        number += 1
        due = time.monotonic() + chance.random() * jitter_s
        heapq.heappush(under_way, (due, number, packet, readable is camera_side))
    while under_way and under_way[0][0] <= time.monotonic():
        _, _, packet, to_server = heapq.heappop(under_way)
        if to_server:
            server_side.sendto(packet, ("127.0.0.1", server_port))
        elif camera:
            camera_side.sendto(packet, camera)
