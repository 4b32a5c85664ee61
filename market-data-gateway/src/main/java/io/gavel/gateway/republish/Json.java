package io.gavel.gateway.republish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.gavel.gateway.book.BookLevel;
import io.gavel.gateway.feed.FeedState;
import io.gavel.venue.Money;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The JSON that REST and WebSocket share: prices as strings with four decimals, quantities as numbers.
 */
public final class Json
{
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json()
    {
    }

    /** Writes the fields of an object. */
    @FunctionalInterface
    public interface Fields
    {
        /**
         * Writes.
         *
         * @param json positioned inside the object.
         * @throws IOException never, as the target is memory.
         */
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * An object as text.
     *
     * @param fields of it.
     * @return one JSON document.
     */
    public static String object(final Fields fields)
    {
        final StringWriter text = new StringWriter(256);
        try (JsonGenerator json = FACTORY.createGenerator(text))
        {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * A price as people read it.
     *
     * @param minor minor units.
     * @return with four decimals.
     */
    public static String price(final long minor)
    {
        return Money.toDecimal(minor).toPlainString();
    }

    /**
     * Levels as rows of price, size, orders.
     *
     * @param json   to write to.
     * @param name   of the field.
     * @param levels best first.
     * @throws IOException from the generator.
     */
    public static void levels(final JsonGenerator json, final String name, final List<BookLevel> levels)
        throws IOException
    {
        json.writeArrayFieldStart(name);
        for (final BookLevel level : levels)
        {
            json.writeStartArray();
            json.writeString(price(level.priceMinor()));
            json.writeNumber(level.size());
            json.writeNumber(level.orders());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /**
     * A message of the WebSocket's status channel.
     *
     * @param state    of the feed.
     * @param node     that is followed, or -1.
     * @param eventSeq last event.
     * @return one JSON document.
     */
    static String statusMessage(final FeedState state, final int node, final long eventSeq)
    {
        return object((json) ->
        {
            json.writeStringField("channel", "status");
            json.writeStringField("type", "status");
            json.writeStringField("state", state.name());
            json.writeNumberField("node", node);
            json.writeNumberField("eventSeq", eventSeq);
        });
    }

    /**
     * An error on the WebSocket.
     *
     * @param code    for programs.
     * @param message for people.
     * @return one JSON document.
     */
    public static String errorMessage(final String code, final String message)
    {
        return object((json) ->
        {
            json.writeStringField("type", "error");
            json.writeStringField("error", code);
            json.writeStringField("message", message);
        });
    }
}
