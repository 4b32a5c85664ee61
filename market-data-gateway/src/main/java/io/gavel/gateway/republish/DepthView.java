package io.gavel.gateway.republish;

import io.gavel.gateway.book.BookLevel;
import io.gavel.gateway.book.Market;
import io.gavel.schema.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The top of one book down to one depth, as its subscribers have it. What changed since the last tick goes out as one
 * delta, however many events there were. Subscribers of one depth share the view, so a delta is written once.
 */
final class DepthView
{
    private final Market market;
    private final int depth;
    private final List<BookSubscription> subscriptions = new ArrayList<>();
    private List<BookLevel> bids;
    private List<BookLevel> asks;

    DepthView(final Market market, final int depth)
    {
        this.market = market;
        this.depth = depth;
        this.bids = market.book().levels(Side.BUY, depth);
        this.asks = market.book().levels(Side.SELL, depth);
    }

    Market market()
    {
        return market;
    }

    int depth()
    {
        return depth;
    }

    boolean isEmpty()
    {
        return subscriptions.isEmpty();
    }

    /** A subscriber that begins with a snapshot. */
    BookSubscription add(final StreamSubscriber subscriber)
    {
        final BookSubscription subscription = new BookSubscription(subscriber, this);
        subscriptions.add(subscription);
        subscription.send(message("snapshot"), tail(bids, asks));
        return subscription;
    }

    void remove(final BookSubscription subscription)
    {
        subscriptions.remove(subscription);
    }

    /** Sends what changed since the last time to every subscriber. */
    void publish(final Set<StreamSubscriber> touched)
    {
        final List<BookLevel> newBids = market.book().levels(Side.BUY, depth);
        final List<BookLevel> newAsks = market.book().levels(Side.SELL, depth);
        final List<BookLevel> bidChanges = changes(bids, newBids, -1);
        final List<BookLevel> askChanges = changes(asks, newAsks, 1);
        bids = newBids;
        asks = newAsks;
        if (!bidChanges.isEmpty() || !askChanges.isEmpty())
        {
            final String head = message("delta");
            final String tail = tail(bidChanges, askChanges);
            for (final BookSubscription subscription : subscriptions)
            {
                subscription.send(head, tail);
                touched.add(subscription.subscriber());
            }
        }
    }

    /**
     * What turns one list of levels into another.
     *
     * @param direction 1 where prices rise along the list, -1 where they fall.
     */
    static List<BookLevel> changes(final List<BookLevel> before, final List<BookLevel> after, final int direction)
    {
        final List<BookLevel> result = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size())
        {
            final int order;
            if (i == before.size())
            {
                order = 1;
            }
            else if (j == after.size())
            {
                order = -1;
            }
            else
            {
                order = direction * Long.compare(before.get(i).priceMinor(), after.get(j).priceMinor());
            }
            if (order < 0)
            {
                result.add(new BookLevel(before.get(i++).priceMinor(), 0, 0));
            }
            else if (order > 0)
            {
                result.add(after.get(j++));
            }
            else
            {
                if (!before.get(i).equals(after.get(j)))
                {
                    result.add(after.get(j));
                }
                i++;
                j++;
            }
        }
        return result;
    }

    /** All before the number. */
    private String message(final String type)
    {
        return "{\"channel\":\"book\",\"type\":\"" + type + "\",\"symbol\":\"" + market.instrument().symbol() +
            "\",\"seq\":";
    }

    /** All behind the number. */
    private String tail(final List<BookLevel> bidRows, final List<BookLevel> askRows)
    {
        final String object = Json.object((json) ->
        {
            json.writeNumberField("eventSeq", market.eventSeq());
            Json.levels(json, "bids", bidRows);
            Json.levels(json, "asks", askRows);
        });
        return "," + object.substring(1);
    }

    /** One client's subscription, with its own contiguous numbers. */
    static final class BookSubscription
    {
        private final StreamSubscriber subscriber;
        private final DepthView view;
        private long seq;

        BookSubscription(final StreamSubscriber subscriber, final DepthView view)
        {
            this.subscriber = subscriber;
            this.view = view;
        }

        StreamSubscriber subscriber()
        {
            return subscriber;
        }

        DepthView view()
        {
            return view;
        }

        void send(final String head, final String tail)
        {
            seq++;
            subscriber.send(head + seq + tail);
        }
    }
}
