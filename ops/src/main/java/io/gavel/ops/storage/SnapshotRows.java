package io.gavel.ops.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.cluster.storage.SnapshotConsumer;
import io.gavel.engine.snapshot.StateHash;
import io.gavel.ops.cli.Output;
import io.gavel.schema.SnapshotEndDecoder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The rows of a snapshot, section by section, as documents: the rows of a record's group each with what they share. */
final class SnapshotRows implements SnapshotConsumer
{
    private static final MessageSchema SCHEMA = MessageSchema.load("snapshot.xml");
    private static final Map<String, String> PLURALS = Map.of("instrument", "instruments", "participant",
        "participants", "connection", "connections", "session", "sessions", "group", "groups");

    private final Consumer consumer;
    private long sessions;

    /** Takes rows. */
    @FunctionalInterface
    interface Consumer
    {
        /**
         * One row.
         *
         * @param section that it belongs to; sections come one after the other.
         * @param row     its fields.
         * @param hash    of all of it, what is not shown included.
         */
        void onRow(String section, ObjectNode row, long hash);
    }

    SnapshotRows(final Consumer consumer)
    {
        this.consumer = consumer;
    }

    @Override
    public void onSession(final long sessionId, final byte[] principal)
    {
        sessions++;
    }

    @Override
    public void onEventPosition(final long eventSeq, final long eventPosition)
    {
        final ObjectNode row = Output.object()
            .put("eventSeq", eventSeq).put("eventPosition", eventPosition).put("clusterSessions", sessions);
        consumer.onRow("events", row, eventSeq * 31 + eventPosition);
    }

    @Override
    public void onRecord(final DirectBuffer buffer, final int offset, final int length)
    {
        final int templateId = buffer.getShort(offset + 2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        if (SnapshotEndDecoder.TEMPLATE_ID == templateId)
        {
            return;
        }
        final long hash = StateHash.hash(buffer, offset, length, 0);
        final ObjectNode record = SCHEMA.read(buffer, offset, length);
        final String section = section(templateId);
        if (null == record)
        {
            consumer.onRow(section, Output.object().put("record", length + " bytes that this build " +
                "does not know"), hash);
            return;
        }
        final String group = groupOf(record);
        // A market's timers and the like belong to the one record that has them.
        if (null == group || "timers".equals(group))
        {
            consumer.onRow(section, record, hash);
            return;
        }
        final ArrayNode rows = (ArrayNode)record.remove(group);
        for (int i = 0; i < rows.size(); i++)
        {
            final ObjectNode row = record.deepCopy();
            row.setAll((ObjectNode)rows.get(i));
            if ("outcomes".equals(section))
            {
                row.put("clientSeq", row.remove("firstClientSeq").asLong() + i);
            }
            onRow(section, row);
        }
    }

    private void onRow(final String section, final ObjectNode row)
    {
        if ("cash".equals(section))
        {
            final int code = row.path("currency").asInt();
            row.put("currency", "" + (char)('A' + code / 676) + (char)('A' + code / 26 % 26) +
                (char)('A' + code % 26));
        }
        consumer.onRow(section, row, hash(row.toString()));
    }

    static long hash(final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return StateHash.hash(new UnsafeBuffer(bytes), 0, bytes.length, 0);
    }

    private static String groupOf(final ObjectNode record)
    {
        for (final Iterator<Map.Entry<String, JsonNode>> fields = record.fields(); fields.hasNext();)
        {
            final Map.Entry<String, JsonNode> field = fields.next();
            if (field.getValue().isArray())
            {
                return field.getKey();
            }
        }
        return null;
    }

    private static String section(final int templateId)
    {
        final String name = SCHEMA.name(templateId);
        if (null == name)
        {
            return "section" + templateId;
        }
        final String plain = name.substring("Snapshot".length());
        final String section = Character.toLowerCase(plain.charAt(0)) + plain.substring(1);
        return PLURALS.getOrDefault(section, section);
    }
}
