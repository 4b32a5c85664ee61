package io.gavel.gateway.republish;

import io.gavel.gateway.book.Market;
import io.gavel.gateway.book.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is subscribed to what. For the feed's thread.
 */
final class StreamSubscriptions
{
    private final Map<StreamSubscriber, Client> clients = new HashMap<>();
    private final Map<Market, List<DepthView>> views = new HashMap<>();
    private final Map<Market, Set<StreamSubscriber>> tradeSubscribers = new HashMap<>();
    private final Set<StreamSubscriber> touched = new LinkedHashSet<>();

    /** What one client has. */
    private static final class Client
    {
        final Map<Market, DepthView.BookSubscription> books = new HashMap<>();
        final Set<Market> trades = new LinkedHashSet<>();

        int size()
        {
            return books.size() + trades.size();
        }
    }

    void add(final StreamSubscriber subscriber, final String status)
    {
        clients.put(subscriber, new Client());
        subscriber.send(status);
        touched.add(subscriber);
    }

    void remove(final StreamSubscriber subscriber)
    {
        final Client client = clients.remove(subscriber);
        if (null != client)
        {
            client.books.values().forEach(this::drop);
            client.trades.forEach((market) -> dropTrades(subscriber, market));
        }
        touched.remove(subscriber);
    }

    void subscribeBook(final StreamSubscriber subscriber, final Market market, final int depth)
    {
        final Client client = clients.get(subscriber);
        if (null == client)
        {
            return;
        }
        final DepthView.BookSubscription before = client.books.remove(market);
        if (null != before)
        {
            drop(before);
        }
        checkCount(client);
        final List<DepthView> ofMarket = views.computeIfAbsent(market, (key) -> new ArrayList<>());
        DepthView view = null;
        for (final DepthView candidate : ofMarket)
        {
            if (candidate.depth() == depth)
            {
                view = candidate;
            }
        }
        if (null == view)
        {
            view = new DepthView(market, depth);
            ofMarket.add(view);
        }
        else
        {
            // The snapshot is what the view published last, so it must not be older than this moment.
            view.publish(touched);
        }
        client.books.put(market, view.add(subscriber));
        touched.add(subscriber);
    }

    void subscribeTrades(final StreamSubscriber subscriber, final Market market)
    {
        final Client client = clients.get(subscriber);
        if (null != client && !client.trades.contains(market))
        {
            checkCount(client);
            client.trades.add(market);
            tradeSubscribers.computeIfAbsent(market, (key) -> new LinkedHashSet<>()).add(subscriber);
        }
    }

    private static void checkCount(final Client client)
    {
        if (client.size() >= Republisher.SUBSCRIPTIONS_MAX)
        {
            throw new ApiException(400, "TOO_MANY_SUBSCRIPTIONS", "this connection has " + client.size() +
                " subscriptions, which is the most: unsubscribe from some, or open another connection");
        }
    }

    void unsubscribeBook(final StreamSubscriber subscriber, final Market market)
    {
        final Client client = clients.get(subscriber);
        final DepthView.BookSubscription subscription = null == client ? null : client.books.remove(market);
        if (null == subscription)
        {
            throw notSubscribed("book", market);
        }
        drop(subscription);
    }

    void unsubscribeTrades(final StreamSubscriber subscriber, final Market market)
    {
        final Client client = clients.get(subscriber);
        if (null == client || !client.trades.remove(market))
        {
            throw notSubscribed("trades", market);
        }
        dropTrades(subscriber, market);
    }

    private static ApiException notSubscribed(final String channel, final Market market)
    {
        return new ApiException(400, "NOT_SUBSCRIBED", "this connection is not subscribed to " + channel + " of " +
            market.instrument().symbol());
    }

    private void drop(final DepthView.BookSubscription subscription)
    {
        final DepthView view = subscription.view();
        view.remove(subscription);
        if (view.isEmpty())
        {
            final List<DepthView> ofMarket = views.get(view.market());
            ofMarket.remove(view);
            if (ofMarket.isEmpty())
            {
                views.remove(view.market());
            }
        }
    }

    private void dropTrades(final StreamSubscriber subscriber, final Market market)
    {
        final Set<StreamSubscriber> ofMarket = tradeSubscribers.get(market);
        ofMarket.remove(subscriber);
        if (ofMarket.isEmpty())
        {
            tradeSubscribers.remove(market);
        }
    }

    void publishTrade(final Market market, final Trade trade)
    {
        final Set<StreamSubscriber> subscribers = tradeSubscribers.get(market);
        if (null != subscribers)
        {
            final String message = Json.tradeMessage(market.instrument().symbol(), trade);
            for (final StreamSubscriber subscriber : subscribers)
            {
                subscriber.send(message);
                touched.add(subscriber);
            }
        }
    }

    void publishBook(final Market market)
    {
        final List<DepthView> ofMarket = views.get(market);
        if (null != ofMarket)
        {
            for (final DepthView view : ofMarket)
            {
                view.publish(touched);
            }
        }
    }

    void publishAll(final String message)
    {
        for (final StreamSubscriber subscriber : clients.keySet())
        {
            subscriber.send(message);
            touched.add(subscriber);
        }
    }

    void flush()
    {
        for (final Iterator<StreamSubscriber> subscribers = touched.iterator(); subscribers.hasNext(); )
        {
            subscribers.next().flush();
            subscribers.remove();
        }
    }
}
