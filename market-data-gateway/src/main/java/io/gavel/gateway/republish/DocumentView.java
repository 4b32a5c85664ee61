package io.gavel.gateway.republish;

import io.gavel.gateway.book.Market;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A document of one market that is sent whole, to each subscriber as it is and then whenever it has changed since the
 * last tick: its state, or the figures of its day.
 */
final class DocumentView
{
    private final Market market;
    private final StreamChannel channel;
    private final Set<StreamSubscriber> subscribers = new LinkedHashSet<>();
    private Object published;

    DocumentView(final Market market, final StreamChannel channel)
    {
        this.market = market;
        this.channel = channel;
        this.published = document();
    }

    boolean isEmpty()
    {
        return subscribers.isEmpty();
    }

    /** A subscriber gets the document as it is, also where it is subscribed already. */
    void add(final StreamSubscriber subscriber)
    {
        subscribers.add(subscriber);
        subscriber.send(message());
    }

    void remove(final StreamSubscriber subscriber)
    {
        subscribers.remove(subscriber);
    }

    /** Sends the document to every subscriber where it changed since the last time. */
    void publish(final Set<StreamSubscriber> touched)
    {
        final Object document = document();
        if (!document.equals(published))
        {
            published = document;
            final String message = message();
            for (final StreamSubscriber subscriber : subscribers)
            {
                subscriber.send(message);
                touched.add(subscriber);
            }
        }
    }

    private Object document()
    {
        return StreamChannel.STATE == channel ? market.state() : market.statistics();
    }

    private String message()
    {
        return MarketJson.message(channel, channel.text(), market.instrument().symbol(), (json) ->
        {
            json.writeNumberField("eventSeq", market.eventSeq());
            if (StreamChannel.STATE == channel)
            {
                MarketJson.state(json, market.state());
            }
            else
            {
                MarketJson.statistics(json, market.statistics());
            }
        });
    }
}
