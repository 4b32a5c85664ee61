package io.gavel.gateway.republish;

import io.gavel.gateway.book.Market;
import io.gavel.gateway.book.Trade;
import io.gavel.gateway.book.TradeChange;
import io.gavel.gateway.book.Uncrossing;
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
    private static final StreamChannel[] DOCUMENTS = {StreamChannel.STATE, StreamChannel.STATISTICS};

    private final Map<StreamSubscriber, Client> clients = new HashMap<>();
    private final Map<Market, List<DepthView>> views = new HashMap<>();
    private final Map<Topic, DocumentView> documents = new HashMap<>();
    private final Map<Topic, Set<StreamSubscriber>> eventSubscribers = new HashMap<>();
    private final Set<StreamSubscriber> touched = new LinkedHashSet<>();

    /** A channel of a market, other than its book. */
    private record Topic(StreamChannel channel, Market market)
    {
        /** Whether it is a document that is sent whole, rather than events that are sent as they come. */
        boolean isDocument()
        {
            return StreamChannel.STATE == channel || StreamChannel.STATISTICS == channel;
        }
    }

    /** What one client has. */
    private static final class Client
    {
        final Map<Market, DepthView.BookSubscription> books = new HashMap<>();
        final Set<Topic> topics = new LinkedHashSet<>();

        int size()
        {
            return books.size() + topics.size();
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
            client.topics.forEach((topic) -> drop(subscriber, topic));
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

    void subscribe(final StreamSubscriber subscriber, final StreamChannel channel, final Market market)
    {
        final Client client = clients.get(subscriber);
        if (null == client)
        {
            return;
        }
        final Topic topic = new Topic(channel, market);
        if (!client.topics.contains(topic))
        {
            checkCount(client);
            client.topics.add(topic);
        }
        if (topic.isDocument())
        {
            final DocumentView view = documents.computeIfAbsent(topic, (key) -> new DocumentView(market, channel));
            // The others must not get a later one first.
            view.publish(touched);
            view.add(subscriber);
            touched.add(subscriber);
        }
        else
        {
            eventSubscribers.computeIfAbsent(topic, (key) -> new LinkedHashSet<>()).add(subscriber);
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
            throw notSubscribed(StreamChannel.BOOK, market);
        }
        drop(subscription);
    }

    void unsubscribe(final StreamSubscriber subscriber, final StreamChannel channel, final Market market)
    {
        final Client client = clients.get(subscriber);
        final Topic topic = new Topic(channel, market);
        if (null == client || !client.topics.remove(topic))
        {
            throw notSubscribed(channel, market);
        }
        drop(subscriber, topic);
    }

    private static ApiException notSubscribed(final StreamChannel channel, final Market market)
    {
        return new ApiException(400, "NOT_SUBSCRIBED", "this connection is not subscribed to " + channel.text() +
            " of " + market.instrument().symbol());
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

    private void drop(final StreamSubscriber subscriber, final Topic topic)
    {
        if (topic.isDocument())
        {
            final DocumentView view = documents.get(topic);
            view.remove(subscriber);
            if (view.isEmpty())
            {
                documents.remove(topic);
            }
            return;
        }
        final Set<StreamSubscriber> ofTopic = eventSubscribers.get(topic);
        ofTopic.remove(subscriber);
        if (ofTopic.isEmpty())
        {
            eventSubscribers.remove(topic);
        }
    }

    void publishTrade(final Market market, final Trade trade)
    {
        publishEvent(market, StreamChannel.TRADES, "trade", (json) -> MarketJson.trade(json, trade));
    }

    void publishTradeChange(final Market market, final TradeChange change)
    {
        publishEvent(market, StreamChannel.TRADES, change.isBust() ? "bust" : "correction",
            (json) -> MarketJson.tradeChange(json, change));
    }

    void publishAuction(final Market market, final Uncrossing auction)
    {
        publishEvent(market, StreamChannel.AUCTIONS, "auction", (json) -> MarketJson.auction(json, auction));
    }

    private void publishEvent(
        final Market market, final StreamChannel channel, final String type, final Json.Fields fields)
    {
        final Set<StreamSubscriber> subscribers = eventSubscribers.get(new Topic(channel, market));
        if (null != subscribers)
        {
            final String message = MarketJson.message(channel, type, market.instrument().symbol(), fields);
            for (final StreamSubscriber subscriber : subscribers)
            {
                subscriber.send(message);
                touched.add(subscriber);
            }
        }
    }

    /** Sends what changed of a market's book, state and figures since the last time. */
    void publishChanges(final Market market)
    {
        publishBook(market);
        for (final StreamChannel channel : DOCUMENTS)
        {
            final DocumentView view = documents.get(new Topic(channel, market));
            if (null != view)
            {
                view.publish(touched);
            }
        }
    }

    private void publishBook(final Market market)
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
