package io.gavel.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.gateway.republish.ApiException;
import io.gavel.gateway.republish.StreamChannel;

/**
 * What a WebSocket client asks for, checked as far as it can be without the markets.
 *
 * @param isSubscribe true for subscribe, false for unsubscribe.
 * @param channel     of the symbol.
 * @param symbol      not empty.
 * @param depth       1..{@link MarketDataRoutes#DEPTH_MAX}.
 */
record StreamRequest(boolean isSubscribe, StreamChannel channel, String symbol, int depth)
{
    /**
     * Reads a message.
     *
     * @param message a JSON object.
     * @return what it asks for.
     * @throws ApiException where a field is missing or wrong.
     */
    static StreamRequest of(final JsonNode message)
    {
        final String op = text(message, "op", "UNKNOWN_OP", "\"subscribe\" or \"unsubscribe\"");
        if (!"subscribe".equals(op) && !"unsubscribe".equals(op))
        {
            throw new ApiException(400, "UNKNOWN_OP",
                "op '" + shortened(op) + "' is not known: expected subscribe or unsubscribe");
        }
        final String name = text(message, "channel", "UNKNOWN_CHANNEL", StreamChannel.names());
        final StreamChannel channel = StreamChannel.of(name);
        if (null == channel)
        {
            throw new ApiException(400, "UNKNOWN_CHANNEL",
                "channel '" + shortened(name) + "' is not known: expected " + StreamChannel.names());
        }
        final String symbol = text(message, "symbol", "INVALID_PARAMETER", "a symbol of GET /v1/instruments");
        if (symbol.isEmpty() || symbol.length() > MarketDataRoutes.SYMBOL_LENGTH_MAX)
        {
            throw ApiException.invalidParameter("symbol of " + symbol.length() + " characters: expected 1 to " +
                MarketDataRoutes.SYMBOL_LENGTH_MAX);
        }
        return new StreamRequest("subscribe".equals(op), channel, symbol, depth(message.get("depth")));
    }

    private static int depth(final JsonNode node)
    {
        if (null == node || node.isNull())
        {
            return MarketDataRoutes.DEPTH_DEFAULT;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() ||
            node.intValue() < 1 || node.intValue() > MarketDataRoutes.DEPTH_MAX)
        {
            throw ApiException.invalidParameter("depth '" + shortened(node.asText()) +
                "' is not a number from 1 to " + MarketDataRoutes.DEPTH_MAX);
        }
        return node.intValue();
    }

    private static String text(final JsonNode message, final String field, final String code, final String expected)
    {
        final JsonNode node = message.get(field);
        if (null == node || !node.isTextual())
        {
            throw new ApiException(400, code, field + " is missing or not a string: expected " + expected);
        }
        return node.textValue();
    }

    private static String shortened(final String text)
    {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
