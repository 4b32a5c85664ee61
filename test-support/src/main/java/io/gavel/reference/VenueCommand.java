package io.gavel.reference;

import io.gavel.schema.TradingPhase;

/** What is done to one instrument of a venue. */
public sealed interface VenueCommand
{
    /** Whoever executes commands: the naive venue, or one that is held against it. */
    interface Handler
    {
        /**
         * Enters an order.
         *
         * @param order whose id is new.
         */
        void enter(VenueOrder order);

        /**
         * Cancels an order.
         *
         * @param command with its id.
         */
        void cancel(Cancel command);

        /**
         * Changes an order.
         *
         * @param command with its id and what is to change.
         */
        void replace(Replace command);

        /**
         * Puts the instrument into a phase.
         *
         * @param phase that it is not in.
         */
        void setPhase(TradingPhase phase);

        /**
         * Sets bands of prices.
         *
         * @param command with the bands.
         */
        void setCollar(SetCollar command);

        /**
         * Lets time go on, and what is good till then expire.
         *
         * @param nowNs log time, nanoseconds.
         */
        void time(long nowNs);

        /** Ends the trading day. */
        void endDay();
    }

    /**
     * Enters an order.
     *
     * @param order whose id is new.
     */
    record Enter(VenueOrder order) implements VenueCommand
    {
        /** {@inheritDoc} */
        @Override
        public void runOn(final Handler handler)
        {
            handler.enter(order);
        }
    }

    /**
     * Cancels an order.
     *
     * @param id of the order.
     */
    record Cancel(long id) implements VenueCommand
    {
        /** {@inheritDoc} */
        @Override
        public void runOn(final Handler handler)
        {
            handler.cancel(this);
        }
    }

    /**
     * Changes an order; what is 0 stays as it is.
     *
     * @param id      of the order.
     * @param price   new limit in ticks.
     * @param lots    new total, what is filled included.
     * @param display new lots to show at a time, of an iceberg.
     * @param stop    new stop price in ticks, of a stop order that waits.
     */
    record Replace(long id, long price, long lots, long display, long stop) implements VenueCommand
    {
        /** {@inheritDoc} */
        @Override
        public void runOn(final Handler handler)
        {
            handler.replace(this);
        }
    }

    /**
     * Puts the instrument into a phase.
     *
     * @param phase that it is not in.
     */
    record SetPhase(TradingPhase phase) implements VenueCommand
    {
        /** {@inheritDoc} */
        @Override
        public void runOn(final Handler handler)
        {
            handler.setPhase(phase);
        }
    }

    /**
     * Sets bands of prices.
     *
     * @param reference  of the static band, ticks; 0 keeps what there is.
     * @param staticBps  basis points around the reference, 1..9999; 0 for no band.
     * @param dynamicBps basis points around the last trade, 1..9999; 0 for no band.
     */
    record SetCollar(long reference, int staticBps, int dynamicBps) implements VenueCommand
    {
        /** {@inheritDoc} */
        @Override
        public void runOn(final Handler handler)
        {
            handler.setCollar(this);
        }
    }

    /**
     * Lets time go on.
     *
     * @param nowNs log time, nanoseconds.
     */
    record Time(long nowNs) implements VenueCommand
    {
        /** {@inheritDoc} */
        @Override
        public void runOn(final Handler handler)
        {
            handler.time(nowNs);
        }
    }

    /** Ends the trading day. */
    record EndDay() implements VenueCommand
    {
        /** {@inheritDoc} */
        @Override
        public void runOn(final Handler handler)
        {
            handler.endDay();
        }
    }

    /**
     * Calls the method that stands for this command.
     *
     * @param handler that executes it.
     */
    void runOn(Handler handler);
}
