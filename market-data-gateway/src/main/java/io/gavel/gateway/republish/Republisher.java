package io.gavel.gateway.republish;

import io.gavel.gateway.book.InconsistentBookException;
import io.gavel.gateway.book.Market;
import io.gavel.gateway.book.MarketListener;
import io.gavel.gateway.book.Markets;
import io.gavel.gateway.book.Quote;
import io.gavel.gateway.book.Trade;
import io.gavel.gateway.book.TradeChange;
import io.gavel.gateway.book.Uncrossing;
import io.gavel.gateway.feed.EventListener;
import io.gavel.gateway.feed.FeedState;
import io.gavel.gateway.quotes.QuoteStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * Turns the events into what clients get. Owns the books, and runs on the feed's thread alone: other threads post a
 * question by {@link #ask}, which is answered between two batches with an immutable copy, so that no answer ever shows
 * half a command, and no lock is held.
 */
public final class Republisher implements EventListener, MarketListener
{
    /** Subscriptions that one connection may have. */
    public static final int SUBSCRIPTIONS_MAX = 512;

    private static final Logger LOGGER = System.getLogger(Republisher.class.getName());
    private static final int QUESTIONS_MAX = 16 * 1024;
    private static final int QUESTIONS_PER_DUTY_CYCLE = 64;
    private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(25);

    private final QuoteStore store;
    private final Markets markets = new Markets(this);
    private final StreamSubscriptions subscriptions = new StreamSubscriptions();
    private final ManyToOneConcurrentArrayQueue<Question<?>> questions =
        new ManyToOneConcurrentArrayQueue<>(QUESTIONS_MAX);
    private final Set<Market> changed = new LinkedHashSet<>();
    private FeedState state = FeedState.CATCHING_UP;
    private int node = -1;
    private long eventSeq;
    private boolean wasLive;
    private long nextTickNs = System.nanoTime();
    private volatile boolean isClosed;

    /** Something to do on the feed's thread, and who waits for it. */
    private record Question<T>(Function<Republisher, T> question, CompletableFuture<T> answer)
    {
        void run(final Republisher republisher)
        {
            try
            {
                answer.complete(question.apply(republisher));
            }
            catch (final RuntimeException e)
            {
                answer.completeExceptionally(e);
            }
        }
    }

    /**
     * With the quotes of an earlier run, which are served until newer ones are there.
     *
     * @param store open; closed by its owner.
     */
    public Republisher(final QuoteStore store)
    {
        this.store = store;
    }

    /**
     * Any thread: has a question answered on the feed's thread. The answer must be immutable.
     *
     * @param question that reads, or subscribes.
     * @param <T>      of the answer.
     * @return completed on the feed's thread; exceptionally with an {@link ApiException} where too many are waiting.
     */
    public <T> CompletableFuture<T> ask(final Function<Republisher, T> question)
    {
        final CompletableFuture<T> answer = new CompletableFuture<>();
        if (isClosed || !questions.offer(new Question<>(question, answer)))
        {
            answer.completeExceptionally(new ApiException(503, "OVERLOADED",
                "the gateway has too many requests waiting: try again later"));
        }
        return answer;
    }

    /**
     * Answers questions, and once a tick sends what changed.
     *
     * @return how much was done.
     */
    public int doWork()
    {
        int work = questions.drain((question) -> question.run(this), QUESTIONS_PER_DUTY_CYCLE);
        final long nowNs = System.nanoTime();
        if (nowNs - nextTickNs >= 0)
        {
            nextTickNs = nowNs + TICK_NS;
            work += tick();
        }
        subscriptions.flush();
        return work;
    }

    /** Feed's thread, at its end: answers what is still waiting with an error. */
    public void onClose()
    {
        isClosed = true;
        tick();
        questions.drain((question) -> question.answer().completeExceptionally(
            new ApiException(503, "CLOSING", "the gateway is closing: try again later")));
    }

    private int tick()
    {
        final int work = changed.size();
        for (final Market market : changed)
        {
            if (wasLive)
            {
                store.put(market.instrument().symbol(), market.quote());
            }
            subscriptions.publishChanges(market);
        }
        changed.clear();
        return work;
    }

    /** {@inheritDoc} */
    @Override
    public void onEvent(
        final int templateId, final DirectBuffer buffer, final int offset, final int length, final long seq)
    {
        eventSeq = seq;
        try
        {
            markets.onEvent(templateId, buffer, offset, seq);
        }
        catch (final InconsistentBookException e)
        {
            LOGGER.log(Level.ERROR, "event " + seq + " contradicts the book: " + e.getMessage() +
                "; answers for it are marked stale from here on");
        }
    }

    /** {@inheritDoc} */
    @Override
    public void onStateChange(final FeedState newState, final int newNode)
    {
        state = newState;
        node = newNode;
        if (FeedState.LIVE == newState && !wasLive)
        {
            wasLive = true;
            replaceStoredQuotes();
        }
        subscriptions.publishAll(Json.statusMessage(state, node, eventSeq));
    }

    /** The stream is replayed: what it says holds, also where the file knew of other symbols or later events. */
    private void replaceStoredQuotes()
    {
        for (final Market market : markets.all())
        {
            store.put(market.instrument().symbol(), market.quote());
        }
        for (final String symbol : store.symbols())
        {
            if (null == markets.market(symbol))
            {
                LOGGER.log(Level.WARNING, "the venue has no " + symbol + ", which an earlier run kept a quote of: " +
                    "forgotten. Is this data directory that of another venue?");
                store.remove(symbol);
            }
        }
    }

    /** {@inheritDoc} */
    @Override
    public void onMarketChange(final Market market)
    {
        changed.add(market);
    }

    /** {@inheritDoc} */
    @Override
    public void onTrade(final Market market, final Trade trade)
    {
        // Trades of before this gateway's start are history, which a stream does not repeat.
        if (wasLive)
        {
            subscriptions.publishTrade(market, trade);
        }
    }

    /** {@inheritDoc} */
    @Override
    public void onTradeChange(final Market market, final TradeChange change)
    {
        if (wasLive)
        {
            subscriptions.publishTradeChange(market, change);
        }
    }

    /** {@inheritDoc} */
    @Override
    public void onAuction(final Market market, final Uncrossing auction)
    {
        if (wasLive)
        {
            subscriptions.publishAuction(market, auction);
        }
    }

    /**
     * The markets, for a question.
     *
     * @return live; feed's thread only.
     */
    public Markets markets()
    {
        return markets;
    }

    /**
     * A market by its symbol, for a question.
     *
     * @param symbol exact.
     * @return live; feed's thread only.
     * @throws ApiException where there is none.
     */
    public Market market(final String symbol)
    {
        final Market market = markets.market(symbol);
        if (null == market)
        {
            throw unknownSymbol(symbol);
        }
        return market;
    }

    private ApiException unknownSymbol(final String symbol)
    {
        if (!wasLive)
        {
            return new ApiException(503, "NOT_READY", "the gateway has not caught up with the venue, and does not " +
                "know '" + symbol + "' yet: try again later");
        }
        return new ApiException(404, "UNKNOWN_SYMBOL",
            "no instrument '" + symbol + "' is traded here: GET /v1/instruments lists those that are");
    }

    /**
     * True where a market's answers may be behind the venue.
     *
     * @param market of this gateway.
     * @return true while the feed is not live, or where the market contradicts its events.
     */
    public boolean isStale(final Market market)
    {
        return FeedState.LIVE != state || !market.isConsistent();
    }

    /**
     * A symbol's quote: until the stream is replayed for the first time, that of the earlier run where it is newer.
     *
     * @param symbol exact.
     * @return the quote.
     * @throws ApiException where there is none.
     */
    public QuoteAnswer quote(final String symbol)
    {
        final Market market = markets.market(symbol);
        final Quote stored = wasLive ? null : store.get(symbol);
        if (null != stored && (null == market || stored.eventSeq() > market.eventSeq()))
        {
            return new QuoteAnswer(symbol, stored, true);
        }
        if (null == market)
        {
            throw unknownSymbol(symbol);
        }
        return new QuoteAnswer(symbol, market.quote(), isStale(market));
    }

    /**
     * A quote and how current it is.
     *
     * @param symbol of it.
     * @param quote  the newest known.
     * @param stale  true where the venue may have moved on.
     */
    public record QuoteAnswer(String symbol, Quote quote, boolean stale)
    {
    }

    /**
     * A client of the stream came.
     *
     * @param subscriber gets the feed's state first.
     */
    public void addSubscriber(final StreamSubscriber subscriber)
    {
        subscriptions.add(subscriber, Json.statusMessage(state, node, eventSeq));
    }

    /**
     * A client of the stream left.
     *
     * @param subscriber that was added.
     */
    public void removeSubscriber(final StreamSubscriber subscriber)
    {
        subscriptions.remove(subscriber);
    }

    /**
     * Begins a subscription. A book begins with a snapshot, again where there is a subscription already; state and
     * figures begin as they are; trades and auctions with the next.
     *
     * @param subscriber that was added.
     * @param channel    of the symbol.
     * @param symbol     exact.
     * @param depth      levels of each side of the book, 1..1000; of no meaning for other channels.
     * @throws ApiException where the symbol is unknown, or the client has too many subscriptions.
     */
    public void subscribe(
        final StreamSubscriber subscriber, final StreamChannel channel, final String symbol, final int depth)
    {
        if (StreamChannel.BOOK == channel)
        {
            subscriptions.subscribeBook(subscriber, market(symbol), depth);
        }
        else
        {
            subscriptions.subscribe(subscriber, channel, market(symbol));
        }
    }

    /**
     * Ends a subscription.
     *
     * @param subscriber that was added.
     * @param channel    of the symbol.
     * @param symbol     exact.
     * @throws ApiException where there is none.
     */
    public void unsubscribe(final StreamSubscriber subscriber, final StreamChannel channel, final String symbol)
    {
        if (StreamChannel.BOOK == channel)
        {
            subscriptions.unsubscribeBook(subscriber, market(symbol));
        }
        else
        {
            subscriptions.unsubscribe(subscriber, channel, market(symbol));
        }
    }

    /**
     * How the feed is, as of the books.
     *
     * @param state       of the feed.
     * @param node        that is followed, or -1.
     * @param eventSeq    of the last event that the books have.
     * @param instruments that are known.
     * @param staleBooks  that contradicted their events, and are marked stale for good.
     */
    public record Status(FeedState state, int node, long eventSeq, int instruments, int staleBooks)
    {
    }

    /**
     * How the feed is.
     *
     * @return a copy.
     */
    public Status status()
    {
        int staleBooks = 0;
        for (final Market market : markets.all())
        {
            staleBooks += market.isConsistent() ? 0 : 1;
        }
        return new Status(state, node, eventSeq, markets.all().size(), staleBooks);
    }
}
