package io.gavel.ops.dropcopy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** An execution of a drop copy, for a person. */
final class ExecutionText
{
    private static final long SECOND_NS = 1_000_000_000L;

    private ExecutionText()
    {
    }

    /**
     * One line.
     *
     * @param execution as the drop copy sent it.
     * @return execId, time, what happened, and to which order.
     */
    static String of(final JsonNode execution)
    {
        final long timeNs = execution.path("timeNs").asLong();
        final String type = execution.path("execType").asText();
        final StringBuilder text = new StringBuilder()
            .append(execution.path("eventSeq").asLong()).append(' ')
            .append(Instant.ofEpochSecond(timeNs / SECOND_NS, timeNs % SECOND_NS)).append(' ')
            .append(type).append(' ').append(execution.path("side").asText()).append(' ')
            .append(amount(execution, isPart(type) ? "lastQty" : "orderQty")).append(' ')
            .append(execution.path("symbol").asText("instrument " + execution.path("instrumentId").asInt()));
        final String price = type.startsWith("TRADE") ? "lastPx" : "price";
        if (execution.path(price + "Ticks").asLong() > 0)
        {
            text.append(" at ").append(execution.has(price) ?
                execution.path(price).asText() : execution.path(price + "Ticks").asLong() + " ticks");
        }
        text.append(", order ").append(execution.path("orderId").asLong())
            .append(" (").append(execution.path("clOrdId").asLong()).append("), left ")
            .append(amount(execution, "leavesQty"));
        reason(text, execution.path("rejectReason").asText());
        reason(text, execution.path("cancelReason").asText());
        return text.toString();
    }

    private static boolean isPart(final String execType)
    {
        return execType.startsWith("TRADE") || "CANCELED".equals(execType) || "EXPIRED".equals(execType) ||
            "RESTATED".equals(execType);
    }

    private static String amount(final JsonNode execution, final String name)
    {
        return execution.has(name) ? execution.path(name).asText() :
            execution.path(name + "Lots").asLong() + " lots";
    }

    private static void reason(final StringBuilder text, final String reason)
    {
        if (!"NONE".equals(reason) && !reason.isEmpty())
        {
            text.append(", ").append(reason);
        }
    }
}
