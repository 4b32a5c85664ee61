package io.gavel.chaos.simulation;

import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.OrderCancelRequestEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** A program that keeps to no rule: it opens sessions, sends commands without a resume, and hears no answer. */
final class RogueClient
{
    private static final int PARTICIPANT = 1;
    private static final int CONNECTION = 9;
    private static final int COMMANDS = 20_000;

    private final Scene scene;
    private final ClientLink link;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
    private final OrderCancelRequestEncoder command = new OrderCancelRequestEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    RogueClient(final Scene scene, final Consensus consensus)
    {
        this.scene = scene;
        // What it sends is not among the commands that were sent: where one is executed, the auditor says so.
        link = new ClientLink(scene, consensus, PARTICIPANT, CONNECTION, (message) ->
        {
        }, () ->
        {
        });
    }

    void start()
    {
        link.connect();
    }

    void tick()
    {
        link.tick();
        if (link.isOpen() && scene.chance(COMMANDS))
        {
            final int bodyLength = command.wrapAndApplyHeader(buffer, 0, header)
                .clientSeq(1).orderId(1 + scene.random().nextInt(50)).origClOrdId(0).encodedLength();
            link.send(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
        }
    }

    /** Its session stays until it times out. */
    void end()
    {
        link.die();
    }
}
