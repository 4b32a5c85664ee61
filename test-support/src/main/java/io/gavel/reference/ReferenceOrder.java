package io.gavel.reference;

import io.gavel.schema.OrdType;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingPhase;

/** An order that is open: how it was sent, and what became of it since. */
final class ReferenceOrder
{
    /** Where an order is. */
    enum Where
    {
        /** In no book: it is just being traded. */
        NOWHERE,
        /** In no book: it waits for its stop price. */
        AT_STOP,
        /** In no book: it waits for the closing auction. */
        AT_CLOSE,
        /** In the book. */
        BOOK
    }

    private final VenueOrder terms;
    private Where where = Where.NOWHERE;
    private long price;
    private long stop;
    private long display;
    private long filled;
    private long open;
    private long shown;
    private long place;

    ReferenceOrder(final VenueOrder terms, final long price)
    {
        this.terms = terms;
        this.price = price;
        stop = terms.stop();
        // What shows all of itself at first is no iceberg.
        display = terms.display() < terms.lots() ? terms.display() : 0;
        open = terms.lots();
    }

    ReferenceOrder copy()
    {
        final ReferenceOrder copy = new ReferenceOrder(terms, price);
        copy.where = where;
        copy.stop = stop;
        copy.display = display;
        copy.filled = filled;
        copy.open = open;
        copy.shown = shown;
        copy.place = place;
        return copy;
    }

    VenueOrder terms()
    {
        return terms;
    }

    long id()
    {
        return terms.id();
    }

    Side side()
    {
        return terms.side();
    }

    TimeInForce tif()
    {
        return terms.tif();
    }

    /** Its limit; of a market order in an auction the band's edge, otherwise 0. */
    long price()
    {
        return price;
    }

    long stop()
    {
        return stop;
    }

    long display()
    {
        return display;
    }

    long filled()
    {
        return filled;
    }

    long open()
    {
        return open;
    }

    long shown()
    {
        return shown;
    }

    long place()
    {
        return place;
    }

    boolean is(final Where there)
    {
        return there == where;
    }

    boolean isMarket()
    {
        return OrdType.MARKET == terms.type() || OrdType.STOP == terms.type();
    }

    boolean isStop()
    {
        return OrdType.STOP == terms.type() || OrdType.STOP_LIMIT == terms.type();
    }

    /** Whether what is left of it in continuous trading goes into the book. */
    boolean mayRest()
    {
        return !isMarket() && TimeInForce.IOC != tif() && TimeInForce.FOK != tif();
    }

    boolean reaches(final long otherPrice)
    {
        return isMarket() || (Side.BUY == side() ? otherPrice <= price : otherPrice >= price);
    }

    boolean isTriggeredBy(final long lastPrice)
    {
        return is(Where.AT_STOP) && 0 != lastPrice && (Side.BUY == side() ? lastPrice >= stop : lastPrice <= stop);
    }

    /** Whether it may not trade with another one, by its own instruction. */
    boolean shuns(final ReferenceOrder other)
    {
        return SelfTradePrevention.NONE != terms.stp() && (SelfTradeScope.PARTICIPANT == terms.scope() ?
            terms.participant() == other.terms.participant() : terms.account() == other.terms.account());
    }

    boolean waitsForClose(final TradingPhase phase)
    {
        return TimeInForce.AT_THE_CLOSE == tif() && TradingPhase.CLOSING_AUCTION != phase;
    }

    void move(final Where to)
    {
        where = to;
    }

    /** Takes a place at the tail of its price, and shows what it may. */
    void rest(final long newPlace)
    {
        where = Where.BOOK;
        place = newPlace;
        shown = 0 == display ? open : Math.min(display, open);
    }

    void waitForClose(final long newPlace)
    {
        where = Where.AT_CLOSE;
        place = newPlace;
        shown = 0;
    }

    void rankAt(final long edgePrice)
    {
        price = edgePrice;
    }

    void fill(final long lots)
    {
        filled += lots;
        takeOut(lots);
    }

    /** Takes lots out of what is shown, and where that is not enough out of what is hidden. */
    void takeOut(final long lots)
    {
        open -= lots;
        shown = Math.max(0, shown - lots);
    }

    /** Takes lots out of what is hidden, and where that is not enough out of what is shown. */
    void reduceTo(final long newOpen)
    {
        open = newOpen;
        shown = Math.min(shown, newOpen);
    }

    void change(final long newPrice, final long newOpen, final long newDisplay, final long newStop)
    {
        price = newPrice;
        open = newOpen;
        display = newDisplay;
        stop = newStop;
    }
}
