package io.gavel.gateway.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.gavel.gateway.book.AuctionHistory;
import io.gavel.gateway.book.BookLevel;
import io.gavel.gateway.book.BookOrder;
import io.gavel.gateway.book.Candle;
import io.gavel.gateway.book.CandleHistory;
import io.gavel.gateway.book.DayStatistics;
import io.gavel.gateway.book.Instrument;
import io.gavel.gateway.book.InstrumentState;
import io.gavel.gateway.book.Market;
import io.gavel.gateway.book.Quote;
import io.gavel.gateway.book.Trade;
import io.gavel.gateway.book.TradeHistory;
import io.gavel.gateway.book.Uncrossing;
import io.gavel.gateway.feed.FeedCounters;
import io.gavel.gateway.republish.ApiException;
import io.gavel.gateway.republish.Json;
import io.gavel.gateway.republish.MarketJson;
import io.gavel.gateway.republish.Republisher;
import io.gavel.schema.Side;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * The REST answers. A question is put to the feed's thread, which copies what is asked for; the copy is written as
 * JSON on the connection's own event loop.
 */
final class MarketDataRoutes
{
    static final int DEPTH_MAX = 1_000;
    static final int DEPTH_DEFAULT = 10;
    static final int SYMBOL_LENGTH_MAX = 16;
    private static final int TRADES_DEFAULT = 50;
    private static final int AUCTIONS_DEFAULT = 10;
    private static final String QUOTES = "/v1/quotes/";
    private static final String INSTRUMENTS = "/v1/instruments/";

    private final Republisher republisher;
    private final FeedCounters counters;
    private final StreamLimits streams;

    /** A copy of a book's levels. */
    private record Levels(
        String symbol, long eventSeq, long timeNs, boolean stale, List<BookLevel> bids, List<BookLevel> asks)
    {
    }

    /** A copy of a book's orders. */
    private record Orders(
        String symbol, long eventSeq, long timeNs, boolean stale, List<BookOrder> bids, List<BookOrder> asks)
    {
    }

    /** A copy of what an instrument is, and of how it is traded. */
    private record Terms(Instrument instrument, InstrumentState state, long eventSeq, long timeNs, boolean stale)
    {
    }

    /** A copy of a day's figures. */
    private record Day(DayStatistics statistics, long eventSeq, long timeNs, boolean stale)
    {
    }

    MarketDataRoutes(final Republisher republisher, final FeedCounters counters, final StreamLimits streams)
    {
        this.republisher = republisher;
        this.counters = counters;
        this.streams = streams;
    }

    /**
     * Answers a GET.
     *
     * @param query  decoded URI.
     * @param writer that the JSON is written on.
     * @return the JSON document to come, or null where no such path is known; completes with an {@link ApiException}
     *     where the answer is an error.
     */
    CompletableFuture<String> get(final QueryStringDecoder query, final Executor writer)
    {
        final String path = query.path();
        if (path.startsWith(QUOTES))
        {
            return quote(QueryParameters.symbol(path.substring(QUOTES.length())), writer);
        }
        if (path.startsWith(INSTRUMENTS))
        {
            return instrument(QueryParameters.symbol(path.substring(INSTRUMENTS.length())), writer);
        }
        return switch (path)
        {
            case "/v1/instruments" -> instruments(writer);
            case "/v1/marketdata/orderBook/L2" -> levels(query, writer);
            case "/v1/marketdata/orderBook/L3" -> orders(query, writer);
            case "/v1/marketdata/trades" -> trades(query, writer);
            case "/v1/marketdata/candles" -> candles(query, writer);
            case "/v1/marketdata/auctions" -> auctions(query, writer);
            case "/v1/marketdata/statistics" -> statistics(query, writer);
            case "/v1/status" -> status(writer);
            default -> null;
        };
    }

    private CompletableFuture<String> instruments(final Executor writer)
    {
        return republisher.ask((desk) ->
            desk.markets().all().stream().map((market) -> terms(desk, market)).collect(Collectors.toUnmodifiableList()))
            .thenApplyAsync((all) -> Json.object((json) ->
            {
                json.writeArrayFieldStart("instruments");
                for (final Terms terms : all)
                {
                    json.writeStartObject();
                    instrument(json, terms.instrument());
                    json.writeNumberField("group", terms.state().groupId());
                    json.writeStringField("phase", terms.state().phase().name());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }), writer);
    }

    private static Terms terms(final Republisher desk, final Market market)
    {
        return new Terms(
            market.instrument(), market.state(), market.eventSeq(), market.timeNs(), desk.isStale(market));
    }

    private static void instrument(final JsonGenerator json, final Instrument instrument) throws IOException
    {
        json.writeStringField("symbol", instrument.symbol());
        json.writeStringField("currency", instrument.currency());
        json.writeStringField("tickSize", Json.price(instrument.tickSizeMinor()));
        json.writeNumberField("lotSize", instrument.lotSize());
    }

    private CompletableFuture<String> instrument(final String symbol, final Executor writer)
    {
        return republisher.ask((desk) -> terms(desk, desk.market(symbol)))
            .thenApplyAsync((terms) -> Json.object((json) ->
            {
                instrument(json, terms.instrument());
                MarketJson.state(json, terms.state());
                asOf(json, terms.eventSeq(), terms.timeNs(), terms.stale());
            }), writer);
    }

    private CompletableFuture<String> auctions(final QueryStringDecoder query, final Executor writer)
    {
        final String symbol = QueryParameters.symbol(query);
        final int limit =
            (int)QueryParameters.number(query, "limit", AUCTIONS_DEFAULT, 1, AuctionHistory.CAPACITY);
        return republisher.ask((desk) -> desk.market(symbol).auctions().newest(limit))
            .thenApplyAsync((auctions) -> Json.object((json) ->
            {
                json.writeStringField("symbol", symbol);
                json.writeArrayFieldStart("auctions");
                for (final Uncrossing auction : auctions)
                {
                    json.writeStartObject();
                    MarketJson.auction(json, auction);
                    json.writeEndObject();
                }
                json.writeEndArray();
            }), writer);
    }

    private CompletableFuture<String> statistics(final QueryStringDecoder query, final Executor writer)
    {
        final String symbol = QueryParameters.symbol(query);
        return republisher.ask((desk) ->
        {
            final Market market = desk.market(symbol);
            return new Day(market.statistics(), market.eventSeq(), market.timeNs(), desk.isStale(market));
        }).thenApplyAsync((day) -> Json.object((json) ->
        {
            head(json, symbol, day.eventSeq(), day.timeNs(), day.stale());
            MarketJson.statistics(json, day.statistics());
        }), writer);
    }

    private CompletableFuture<String> quote(final String symbol, final Executor writer)
    {
        return republisher.ask((desk) -> desk.quote(symbol)).thenApplyAsync((answer) -> Json.object((json) ->
        {
            final Quote quote = answer.quote();
            json.writeStringField("symbol", answer.symbol());
            side(json, "bid", quote.bidMinor(), quote.bidSize());
            side(json, "ask", quote.askMinor(), quote.askSize());
            side(json, "last", quote.lastMinor(), quote.lastSize());
            asOf(json, quote.eventSeq(), quote.timeNs(), answer.stale());
        }), writer);
    }

    private static void side(final JsonGenerator json, final String name, final long priceMinor, final long size)
        throws IOException
    {
        json.writeStringField(name, 0 == priceMinor ? null : Json.price(priceMinor));
        json.writeNumberField(name + "Size", size);
    }

    private CompletableFuture<String> levels(final QueryStringDecoder query, final Executor writer)
    {
        final String symbol = QueryParameters.symbol(query);
        final int depth = (int)QueryParameters.number(query, "depth", DEPTH_DEFAULT, 1, DEPTH_MAX);
        return republisher.ask((desk) ->
        {
            final Market market = desk.market(symbol);
            return new Levels(symbol, market.eventSeq(), market.timeNs(), desk.isStale(market),
                market.book().levels(Side.BUY, depth), market.book().levels(Side.SELL, depth));
        }).thenApplyAsync((book) -> Json.object((json) ->
        {
            head(json, book.symbol(), book.eventSeq(), book.timeNs(), book.stale());
            Json.levels(json, "bids", book.bids());
            Json.levels(json, "asks", book.asks());
        }), writer);
    }

    private CompletableFuture<String> orders(final QueryStringDecoder query, final Executor writer)
    {
        final String symbol = QueryParameters.symbol(query);
        return republisher.ask((desk) ->
        {
            final Market market = desk.market(symbol);
            return new Orders(symbol, market.eventSeq(), market.timeNs(), desk.isStale(market),
                market.book().orders(Side.BUY), market.book().orders(Side.SELL));
        }).thenApplyAsync((book) -> Json.object((json) ->
        {
            head(json, book.symbol(), book.eventSeq(), book.timeNs(), book.stale());
            orderRows(json, "bids", book.bids());
            orderRows(json, "asks", book.asks());
        }), writer);
    }

    private static void head(
        final JsonGenerator json, final String symbol, final long eventSeq, final long timeNs, final boolean stale)
        throws IOException
    {
        json.writeStringField("symbol", symbol);
        asOf(json, eventSeq, timeNs, stale);
    }

    private static void asOf(final JsonGenerator json, final long eventSeq, final long timeNs, final boolean stale)
        throws IOException
    {
        json.writeNumberField("eventSeq", eventSeq);
        json.writeStringField("timeNs", Long.toString(timeNs));
        json.writeBooleanField("stale", stale);
    }

    private static void orderRows(final JsonGenerator json, final String name, final List<BookOrder> orders)
        throws IOException
    {
        json.writeArrayFieldStart(name);
        for (final BookOrder order : orders)
        {
            json.writeStartArray();
            json.writeString(Json.price(order.priceMinor()));
            json.writeNumber(order.size());
            json.writeString(Long.toString(order.orderId()));
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private CompletableFuture<String> trades(final QueryStringDecoder query, final Executor writer)
    {
        final String symbol = QueryParameters.symbol(query);
        final int limit = (int)QueryParameters.number(query, "limit", TRADES_DEFAULT, 1, TradeHistory.CAPACITY);
        return republisher.ask((desk) -> desk.market(symbol).trades().newest(limit))
            .thenApplyAsync((trades) -> Json.object((json) ->
            {
                json.writeStringField("symbol", symbol);
                json.writeArrayFieldStart("trades");
                for (final Trade trade : trades)
                {
                    json.writeStartObject();
                    MarketJson.trade(json, trade);
                    json.writeEndObject();
                }
                json.writeEndArray();
            }), writer);
    }

    private CompletableFuture<String> candles(final QueryStringDecoder query, final Executor writer)
    {
        final String symbol = QueryParameters.symbol(query);
        final int resolution = (int)QueryParameters.number(query, "resolution", CandleHistory.RESOLUTION_SECONDS,
            CandleHistory.RESOLUTION_SECONDS, CandleHistory.RESOLUTION_SECONDS_MAX);
        if (0 != resolution % CandleHistory.RESOLUTION_SECONDS)
        {
            throw ApiException.invalidParameter("resolution '" + resolution + "' is not a multiple of 60 seconds");
        }
        final long start = QueryParameters.number(query, "startTime", 0, 0, Long.MAX_VALUE);
        final long end = QueryParameters.number(query, "endTime", Long.MAX_VALUE, 0, Long.MAX_VALUE);
        if (start > end)
        {
            throw ApiException.invalidParameter(
                "startTime '" + start + "' is after endTime '" + end + "': swap them, or leave one out");
        }
        return republisher.ask((desk) -> desk.market(symbol).candles().candles(resolution, start, end))
            .thenApplyAsync((candles) -> Json.object((json) ->
            {
                json.writeStringField("symbol", symbol);
                json.writeNumberField("resolution", resolution);
                json.writeArrayFieldStart("candles");
                for (final Candle candle : candles)
                {
                    json.writeStartObject();
                    json.writeNumberField("time", candle.timeSeconds());
                    json.writeStringField("open", Json.price(candle.openMinor()));
                    json.writeStringField("high", Json.price(candle.highMinor()));
                    json.writeStringField("low", Json.price(candle.lowMinor()));
                    json.writeStringField("close", Json.price(candle.closeMinor()));
                    json.writeNumberField("volume", candle.volume());
                    json.writeNumberField("trades", candle.trades());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }), writer);
    }

    private CompletableFuture<String> status(final Executor writer)
    {
        return republisher.ask(Republisher::status).thenApplyAsync((status) -> Json.object((json) ->
        {
            json.writeStringField("state", status.state().name());
            json.writeNumberField("node", status.node());
            json.writeNumberField("eventSeq", status.eventSeq());
            json.writeNumberField("switches", counters.switches());
            json.writeNumberField("gaps", counters.gaps());
            json.writeNumberField("duplicates", counters.duplicates());
            json.writeNumberField("mismatches", counters.mismatches());
            json.writeNumberField("instruments", status.instruments());
            json.writeNumberField("staleBooks", status.staleBooks());
            json.writeNumberField("webSockets", streams.open());
            json.writeNumberField("slowConsumersDropped", streams.dropped());
        }), writer);
    }
}
