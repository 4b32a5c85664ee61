package io.gavel.chaos.simulation;

import io.gavel.engine.session.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** Every command that a client sent, by connection and sequence: what is executed has to be among them. */
final class SentCommands
{
    private final Frame frame = new Frame();
    private final Map<Integer, Map<Long, List<byte[]>>> connections = new HashMap<>();

    /** A connection in one number. */
    static int key(final int participantId, final int connectionId)
    {
        return participantId << 4 | connectionId;
    }

    /** Takes a message that a client sends; gives its clientSeq where it is a command, else 0. */
    long onSent(final int participantId, final int connectionId, final byte[] message)
    {
        frame.wrap(new UnsafeBuffer(message), 0, message.length);
        if (frame.kind() != Frame.Kind.ADMIN && frame.kind() != Frame.Kind.ORDER)
        {
            return 0;
        }
        final List<byte[]> sent = connections
            .computeIfAbsent(key(participantId, connectionId), (key) -> new HashMap<>())
            .computeIfAbsent(frame.firstField(), (seq) -> new ArrayList<>());
        if (!contains(sent, message))
        {
            sent.add(message);
        }
        return frame.firstField();
    }

    boolean wasSent(final int connection, final long clientSeq, final byte[] message)
    {
        final Map<Long, List<byte[]>> ofConnection = connections.get(connection);
        final List<byte[]> sent = null == ofConnection ? null : ofConnection.get(clientSeq);
        return null != sent && contains(sent, message);
    }

    private static boolean contains(final List<byte[]> sent, final byte[] message)
    {
        for (final byte[] each : sent)
        {
            if (Arrays.equals(each, message))
            {
                return true;
            }
        }
        return false;
    }
}
