"""The load talks as people do: every line it sends is stored, acknowledged and delivered."""

from pathlib import Path

from luwte.bench.children import child
from luwte.bench.load import paced, saturating
from luwte.bench.scene import conversations, pairs
from luwte.bench.talkers import idle_visitor


async def test_every_line_of_a_load_arrives_at_our_server_and_at_the_relay(tmp_path: Path) -> None:
    async with child("luwte.bench.relay") as relay, pairs(relay, 2) as scene:
        meter = await paced(scene.lanes, scene.wires, 100, 0.4)
        assert (len(meter.acknowledged), len(meter.delivered)) == (40, 40)
    async with (
        child("luwte.bench.served", str(tmp_path / "server"), "0.001") as server,
        conversations(server, tmp_path, 2) as scene,
    ):
        meter = await paced(scene.lanes, scene.wires, 100, 0.4)
        assert (len(meter.acknowledged), len(meter.delivered)) == (40, 40)
        rate, count = await saturating(scene.lanes, scene.wires, 0.2, 10)
        assert rate > 0
        assert count > 0
        assert (server.kilobytes() or 0) > 0
        idle = await idle_visitor(server.port)
        assert idle.is_open
        idle.close()
