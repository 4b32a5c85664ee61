package io.gavel.ops.replay;

import io.gavel.ops.itch.ItchMessage;
import io.gavel.ops.itch.ItchMessage.AddOrder;
import io.gavel.ops.itch.ItchMessage.HiddenTrade;
import io.gavel.ops.itch.ItchMessage.StockDirectory;
import io.gavel.ops.itch.ItchReader;
import io.gavel.schema.Side;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One stock of an ITCH file: what the file recorded of it, and the commands that repeat it.
 *
 * @param symbol       of the stock.
 * @param messageCount messages of the whole file, all checked.
 * @param book         recorded executions and the book at the end.
 * @param steps        commands, in order.
 */
public record RecordedMorning(String symbol, long messageCount, RecordedBook book, List<ReplayStep> steps)
{
    /** Finest price that every file fits: 1/10,000 of the currency. */
    public static final long TICK_FINEST_MINOR = 1;

    /** One cent: the tick of a stock at a dollar or more. */
    public static final long TICK_CENT_MINOR = 100;

    private static final int CHOICES_SHOWN = 20;

    /**
     * Which stock of a file is meant.
     *
     * @param symbol null where it is not named.
     * @param locate null where it is not named.
     */
    public record StockChoice(String symbol, Integer locate)
    {
    }

    /**
     * Reads a file.
     *
     * @param file   of ITCH 5.0 messages.
     * @param choice of the stock; may be left open where the file has one only.
     * @return the stock's morning.
     * @throws IOException with a sentence for a person where the file can't be read, is damaged, lacks the stock, or
     *                     has several and none was chosen.
     */
    public static RecordedMorning read(final Path file, final StockChoice choice) throws IOException
    {
        final Map<Integer, String> stocks = stocks(file);
        final int locate = choose(stocks, choice);
        final RecordedBook book = new RecordedBook();
        final ReplayTranslation translation = new ReplayTranslation(book);
        try (ItchReader reader = ItchReader.open(file))
        {
            for (ItchMessage message = reader.next(); message != null; message = reader.next())
            {
                if (message.header().locate() == locate)
                {
                    translation.onMessage(message);
                    book.onMessage(message);
                }
                else
                {
                    book.onOtherStock(message);
                }
            }
            return new RecordedMorning(stocks.get(locate), reader.messageCount(), book, translation.steps());
        }
    }

    /**
     * The coarsest of the two usual ticks that every price of the commands fits.
     *
     * @return {@link #TICK_CENT_MINOR} or {@link #TICK_FINEST_MINOR}.
     */
    public long tickSizeMinor()
    {
        for (final ReplayStep step : steps)
        {
            if (step instanceof ReplayStep.Enter enter && enter.priceMinor() % TICK_CENT_MINOR != 0)
            {
                return TICK_FINEST_MINOR;
            }
        }
        return TICK_CENT_MINOR;
    }

    /**
     * Recorded orders at the end.
     *
     * @param side of the book.
     * @return by price, then time.
     */
    public List<RecordedOrder> resting(final Side side)
    {
        return book.resting(side);
    }

    private static Map<Integer, String> stocks(final Path file) throws IOException
    {
        final Map<Integer, String> stocks = new LinkedHashMap<>();
        try (ItchReader reader = ItchReader.open(file))
        {
            for (ItchMessage message = reader.next(); message != null; message = reader.next())
            {
                final String stock = message instanceof StockDirectory directory ? directory.stock() :
                    message instanceof AddOrder add ? add.stock() :
                    message instanceof HiddenTrade trade ? trade.stock() : null;
                if (stock != null)
                {
                    stocks.put(message.header().locate(), stock);
                }
            }
        }
        return stocks;
    }

    private static int choose(final Map<Integer, String> stocks, final StockChoice choice) throws IOException
    {
        final List<Integer> fitting = stocks.entrySet().stream()
            .filter((stock) -> choice.symbol() == null || choice.symbol().equals(stock.getValue()))
            .filter((stock) -> choice.locate() == null || choice.locate().equals(stock.getKey()))
            .map(Map.Entry::getKey)
            .toList();
        if (fitting.size() == 1)
        {
            return fitting.get(0);
        }
        if (stocks.isEmpty())
        {
            throw new IOException("names no stock: there is nothing to replay");
        }
        if (fitting.isEmpty())
        {
            final String asked = (choice.symbol() == null ? "" : " --symbol " + choice.symbol()) +
                (choice.locate() == null ? "" : " --locate " + choice.locate());
            throw new IOException("has no stock for" + asked + "; it has " + listed(stocks));
        }
        throw new IOException(
            "has " + stocks.size() + " stocks: choose one by --symbol or --locate; " + listed(stocks));
    }

    private static String listed(final Map<Integer, String> stocks)
    {
        final String shown = stocks.entrySet().stream()
            .limit(CHOICES_SHOWN)
            .map((stock) -> stock.getValue() + " (locate " + stock.getKey() + ")")
            .collect(Collectors.joining(", "));
        return stocks.size() > CHOICES_SHOWN ? shown + " and " + (stocks.size() - CHOICES_SHOWN) + " more" : shown;
    }
}
