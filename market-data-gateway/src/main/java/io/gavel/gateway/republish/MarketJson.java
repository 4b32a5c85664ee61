package io.gavel.gateway.republish;

import com.fasterxml.jackson.core.JsonGenerator;
import io.gavel.gateway.book.Collar;
import io.gavel.gateway.book.DayStatistics;
import io.gavel.gateway.book.InstrumentState;
import io.gavel.gateway.book.Trade;
import io.gavel.gateway.book.TradeChange;
import io.gavel.gateway.book.Uncrossing;
import io.gavel.schema.Side;
import java.io.IOException;

/**
 * Trades, and the state, auctions and figures of an instrument, as REST and WebSocket write them.
 */
public final class MarketJson
{
    private MarketJson()
    {
    }

    /**
     * A message of a symbol on the WebSocket.
     *
     * @param channel of the message.
     * @param type    of the message in its channel.
     * @param symbol  it is about.
     * @param fields  of the rest.
     * @return one JSON document.
     */
    static String message(
        final StreamChannel channel, final String type, final String symbol, final Json.Fields fields)
    {
        return Json.object((json) ->
        {
            json.writeStringField("channel", channel.text());
            json.writeStringField("type", type);
            json.writeStringField("symbol", symbol);
            fields.write(json);
        });
    }

    /**
     * The fields of a trade.
     *
     * @param json  to write to.
     * @param trade the trade.
     * @throws IOException from the generator.
     */
    public static void trade(final JsonGenerator json, final Trade trade) throws IOException
    {
        json.writeNumberField("matchId", trade.matchId());
        json.writeStringField("price", Json.price(trade.priceMinor()));
        json.writeNumberField("quantity", trade.quantity());
        side(json, "aggressorSide", trade.aggressorSide());
        json.writeBooleanField("auction", trade.isAuction());
        json.writeBooleanField("busted", trade.isBusted());
        json.writeBooleanField("corrected", trade.isCorrected());
        time(json, "timeNs", trade.timeNs());
    }

    /**
     * The fields of a bust or a correction.
     *
     * @param json   to write to.
     * @param change of a trade.
     * @throws IOException from the generator.
     */
    static void tradeChange(final JsonGenerator json, final TradeChange change) throws IOException
    {
        json.writeNumberField("matchId", change.matchId());
        if (!change.isBust())
        {
            json.writeStringField("oldPrice", Json.price(change.oldPriceMinor()));
            json.writeNumberField("oldQuantity", change.oldQuantity());
        }
        json.writeStringField("price", Json.price(change.priceMinor()));
        json.writeNumberField("quantity", change.quantity());
        time(json, "timeNs", change.timeNs());
    }

    /**
     * The fields of an instrument's state.
     *
     * @param json  to write to.
     * @param state of the instrument.
     * @throws IOException from the generator.
     */
    public static void state(final JsonGenerator json, final InstrumentState state) throws IOException
    {
        json.writeStringField("phase", state.phase().name());
        time(json, "phaseSinceNs", state.sinceNs());
        time(json, "phaseUntilNs", state.untilNs());
        json.writeStringField("phaseReason", null == state.reason() ? null : state.reason().name());
        json.writeNumberField("group", state.groupId());
        json.writeNumberField("feeClass", state.feeClass());
        final Collar collar = state.collar();
        json.writeObjectFieldStart("collar");
        price(json, "referencePrice", collar.referenceMinor());
        json.writeNumberField("staticBandBps", collar.staticBandBps());
        json.writeNumberField("dynamicBandBps", collar.dynamicBandBps());
        time(json, "pauseNs", collar.pauseNs());
        json.writeEndObject();
        if (null == state.indicative())
        {
            json.writeNullField("indicative");
        }
        else
        {
            json.writeObjectFieldStart("indicative");
            uncrossing(json, state.indicative());
            json.writeEndObject();
        }
    }

    /**
     * The fields of an auction that is over, but for the phase those of one that is not.
     *
     * @param json    to write to.
     * @param auction that is over.
     * @throws IOException from the generator.
     */
    public static void auction(final JsonGenerator json, final Uncrossing auction) throws IOException
    {
        json.writeStringField("phase", auction.phase().name());
        uncrossing(json, auction);
    }

    private static void uncrossing(final JsonGenerator json, final Uncrossing auction) throws IOException
    {
        price(json, "price", auction.priceMinor());
        json.writeNumberField("volume", auction.volume());
        json.writeNumberField("surplus", auction.surplus());
        side(json, "surplusSide", auction.surplusSide());
        time(json, "timeNs", auction.timeNs());
    }

    /**
     * The fields of a day's figures.
     *
     * @param json       to write to.
     * @param statistics of the day.
     * @throws IOException from the generator.
     */
    public static void statistics(final JsonGenerator json, final DayStatistics statistics) throws IOException
    {
        json.writeStringField("tradingDate",
            null == statistics.tradingDate() ? null : statistics.tradingDate().toString());
        json.writeBooleanField("final", statistics.isFinal());
        price(json, "open", statistics.openMinor());
        price(json, "high", statistics.highMinor());
        price(json, "low", statistics.lowMinor());
        price(json, "close", statistics.closeMinor());
        json.writeNumberField("volume", statistics.volume());
        price(json, "vwap", statistics.vwapMinor());
        json.writeNumberField("trades", statistics.trades());
    }

    private static void price(final JsonGenerator json, final String name, final long minor) throws IOException
    {
        json.writeStringField(name, 0 == minor ? null : Json.price(minor));
    }

    private static void time(final JsonGenerator json, final String name, final long ns) throws IOException
    {
        json.writeStringField(name, 0 == ns ? null : Long.toString(ns));
    }

    private static void side(final JsonGenerator json, final String name, final Side side) throws IOException
    {
        json.writeStringField(name, null == side ? null : side.name());
    }
}
