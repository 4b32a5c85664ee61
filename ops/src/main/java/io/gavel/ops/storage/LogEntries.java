package io.gavel.ops.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.cluster.storage.LogConsumer;
import io.gavel.cluster.storage.SnapshotConsumer;
import io.gavel.ops.cli.Output;
import io.gavel.schema.AddInstrumentDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.NewOrderSingleDecoder;
import io.gavel.schema.ResumeDecoder;
import io.gavel.schema.SnapshotSessionDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.SemanticVersion;

/** The last entry of the log that was read, in words. Knows by the entries before it whose session it is. */
final class LogEntries implements LogConsumer, SnapshotConsumer
{
    private static final int HEADER_LENGTH = 8;

    private final MessageSchema orderEntry = MessageSchema.load("order-entry.xml");
    private final MessageSchema admin = MessageSchema.load("admin.xml");
    private final Map<Long, Integer> participants = new HashMap<>();
    private final Map<Long, Integer> connections = new HashMap<>();
    private ObjectNode entry;
    private long timeNs;

    @Override
    public void onSession(final long sessionId, final byte[] principal)
    {
        participants.put(sessionId, participantId(principal));
    }

    @Override
    public void onEventPosition(final long eventSeq, final long eventPosition)
    {
        // Of no interest to the log.
    }

    @Override
    public void onRecord(final DirectBuffer buffer, final int offset, final int length)
    {
        if (SnapshotSessionDecoder.TEMPLATE_ID == templateId(buffer, offset))
        {
            final SnapshotSessionDecoder session = new SnapshotSessionDecoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
            connections.put(session.sessionId(), session.connectionId());
        }
    }

    @Override
    public void onSessionOpened(
        final long position, final long sessionId, final byte[] principal, final long timestampNs)
    {
        participants.put(sessionId, participantId(principal));
        begin("SessionOpened", timestampNs, sessionId);
    }

    @Override
    public void onSessionClosed(
        final long position, final long sessionId, final String reason, final long timestampNs)
    {
        begin("SessionClosed", timestampNs, sessionId).put("reason", reason);
        participants.remove(sessionId);
        connections.remove(sessionId);
    }

    @Override
    public void onMessage(
        final long position,
        final long sessionId,
        final long timestampNs,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        final int schemaId = length < HEADER_LENGTH ?
            -1 : buffer.getShort(offset + 4, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        final MessageSchema schema = NewOrderSingleDecoder.SCHEMA_ID == schemaId ? orderEntry :
            AddInstrumentDecoder.SCHEMA_ID == schemaId ? admin : null;
        final ObjectNode fields = null == schema ? null : schema.read(buffer, offset, length);
        if (null == fields)
        {
            begin("Malformed", timestampNs, sessionId).put("bytes", length);
            return;
        }
        if (schema == orderEntry && ResumeDecoder.TEMPLATE_ID == templateId(buffer, offset))
        {
            connections.put(sessionId, fields.path("connectionId").asInt());
        }
        begin(schema.name(templateId(buffer, offset)), timestampNs, sessionId);
        entry.setAll(fields);
    }

    @Override
    public void onTimer(final long position, final long timerId, final long timestampNs)
    {
        begin("Timer", timestampNs, -1).put("timerId", timerId);
    }

    @Override
    public void onNewLeadershipTerm(
        final long position,
        final long leadershipTermId,
        final int leaderNodeId,
        final int appVersion,
        final long timestampNs)
    {
        begin("NewLeadershipTerm", timestampNs, -1).put("leadershipTermId", leadershipTermId)
            .put("leaderNodeId", leaderNodeId).put("appVersion", SemanticVersion.toString(appVersion));
    }

    @Override
    public void onAction(final long position, final String action, final long timestampNs)
    {
        begin("ClusterAction", timestampNs, -1).put("action", action);
    }

    private ObjectNode begin(final String name, final long timestampNs, final long sessionId)
    {
        timeNs = timestampNs;
        entry = Output.object().put("entry", name).put("timeNs", timestampNs);
        if (sessionId >= 0)
        {
            entry.put("sessionId", sessionId);
            if (participants.containsKey(sessionId))
            {
                entry.put("participant", participants.get(sessionId));
            }
            if (connections.containsKey(sessionId))
            {
                entry.put("connection", connections.get(sessionId));
            }
        }
        return entry;
    }

    private static int templateId(final DirectBuffer buffer, final int offset)
    {
        return buffer.getShort(offset + 2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    private static int participantId(final byte[] principal)
    {
        return principal.length != Integer.BYTES ?
            -1 : ByteBuffer.wrap(principal).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    /**
     * When it was sequenced.
     *
     * @return log time.
     */
    long timeNs()
    {
        return timeNs;
    }

    /**
     * As a document.
     *
     * @param position where the entry begins.
     * @return its fields.
     */
    ObjectNode document(final long position)
    {
        return Output.object().put("position", position).setAll(entry);
    }

    /**
     * As a line.
     *
     * @param position where the entry begins.
     * @return for a person.
     */
    String line(final long position)
    {
        final StringBuilder line = new StringBuilder().append(position).append(' ')
            .append(Instant.ofEpochSecond(0, timeNs));
        if (entry.has("sessionId"))
        {
            line.append(" participant ").append(entry.path("participant").asText("?")).append(" connection ")
                .append(entry.path("connection").asText("-")).append(" session ")
                .append(entry.path("sessionId").asText());
        }
        if (entry.has("clientSeq"))
        {
            line.append(" seq ").append(entry.path("clientSeq").asText());
        }
        line.append(' ').append(entry.path("entry").asText());
        for (final Iterator<Map.Entry<String, JsonNode>> fields = entry.fields(); fields.hasNext();)
        {
            final Map.Entry<String, JsonNode> field = fields.next();
            switch (field.getKey())
            {
                case "entry", "timeNs", "sessionId", "participant", "connection", "clientSeq" ->
                {
                    // Said already.
                }
                default -> line.append(' ').append(field.getKey()).append('=')
                    .append(field.getValue().isTextual() && !field.getValue().asText().contains(" ") ?
                    field.getValue().asText() : field.getValue().toString());
            }
        }
        return line.toString();
    }
}
