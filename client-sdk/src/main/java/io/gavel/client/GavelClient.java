package io.gavel.client;

import io.gavel.schema.Scope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A participant's connection to a venue. Safe for use by any number of threads; see the package for what holds for all
 * calls. Futures complete on the client's own thread, and so does what is chained to them without an executor: waiting
 * for another future there ({@code get}, {@code join}) throws {@link IllegalStateException}, as it could never end.
 */
public final class GavelClient implements AutoCloseable
{
    private final ClientCore core;
    private final ClOrdIds clOrdIds;
    private final OrderCalls orders;
    private final ControlCalls controls;
    private final GavelOperator operator;

    GavelClient(final ClientCore core, final int connectionId)
    {
        this.core = core;
        clOrdIds = new ClOrdIds(System.currentTimeMillis(), connectionId);
        orders = new OrderCalls(core, clOrdIds);
        controls = new ControlCalls(core);
        operator = new OperatorCalls(new AdminDesk(core, GavelOperator.UNSPECIFIED));
    }

    /**
     * Logs on and takes the connection over. Returns once the connection is resumed: the reports that it missed have
     * been given to the execution listener.
     *
     * @param context of the client; read during the call only.
     * @return a client that is connected.
     * @throws IllegalArgumentException where the context is incomplete or malformed.
     * @throws LogonRefusedException    where the venue does not accept name and password.
     * @throws ConnectTimeoutException  where no node let the client in within the time.
     * @throws JournalException         where the journal can't be used.
     * @throws GavelException           where the venue refuses the connection id.
     */
    public static GavelClient connect(final Context context)
    {
        final ClientSettings settings = context.conclude();
        final ClientCore core = ClientCore.overUdp(settings);
        core.start();
        return new GavelClient(core, settings.connectionId());
    }

    /**
     * Moves a client on that has no thread of its own ({@link IdleMode#DRIVEN}): sends what was queued, takes what
     * came, completes futures and calls listeners. Has to be called many times a second.
     *
     * @return 0 where there was nothing to do.
     * @throws IllegalStateException where the client has a thread of its own, or this is not the thread that connected
     *                               it.
     */
    public int doWork()
    {
        return core.drive();
    }

    /**
     * Places an order.
     *
     * @param order to be placed.
     * @return completes with the report that answers it: {@code NEW} or {@code REJECTED}. Trades come after it, through
     * the execution listener.
     * @throws UnknownSymbolException where the venue does not list the symbol.
     * @throws InvalidOrderException  where the order can't be right, and so was not sent.
     * @throws BackPressureException  where the queue is full, and so it was not sent.
     */
    public CommandFuture<ExecutionReport> placeOrder(final NewOrder order)
    {
        return orders.place(order);
    }

    /**
     * Cancels an order.
     *
     * @param orderId the venue's.
     * @return completes with {@code CANCELED} or {@code CANCEL_REJECTED}.
     * @throws InvalidOrderException where the id is not above zero.
     * @throws BackPressureException where the queue is full, and so it was not sent.
     */
    public CommandFuture<ExecutionReport> cancelOrder(final long orderId)
    {
        return orders.cancel(orderId, 0);
    }

    /**
     * Cancels an order by the client's id.
     *
     * @param origClOrdId the id that the order was given by the client.
     * @return completes with {@code CANCELED} or {@code CANCEL_REJECTED}.
     * @throws InvalidOrderException where the id is not above zero.
     * @throws BackPressureException where the queue is full, and so it was not sent.
     */
    public CommandFuture<ExecutionReport> cancelOrderByClOrdId(final long origClOrdId)
    {
        return orders.cancel(0, origClOrdId);
    }

    /**
     * Gives an open order a new price and quantity. Where this client does not know what the order trades (see
     * {@link ReplaceOrder#symbol(String)}), it asks the venue first; a price that does not fit then fails the future.
     *
     * @param replace price and total quantity.
     * @return completes with {@code REPLACED} or {@code REPLACE_REJECTED}.
     * @throws InvalidOrderException where the request can't be right, and so was not sent.
     * @throws BackPressureException where the queue is full, and so it was not sent.
     */
    public CommandFuture<ExecutionReport> replaceOrder(final ReplaceOrder replace)
    {
        return orders.replace(replace);
    }

    /**
     * Cancels this participant's orders that fit, whichever connection entered them. Each is told of by a report
     * ({@code CANCELED}, {@code MASS_CANCEL}); where there are many, some after the answer.
     *
     * @param filter which orders.
     * @return completes with the answer; its resultId is 1 where some orders are still being cancelled, else 0.
     * @throws UnknownSymbolException where the venue does not list the symbol.
     * @throws InvalidOrderException  where the account can't be one.
     * @throws BackPressureException  where the queue is full, and so it was not sent.
     */
    public CommandFuture<CommandReport> massCancel(final MassCancel filter)
    {
        return controls.massCancel(filter);
    }

    /**
     * Has the venue cancel the orders that this connection entered once it was without a session for some time. Stays
     * set until it is set again, also over reconnects, which is what the grace is for: a change of leader takes about a
     * second.
     *
     * @param grace 5 seconds to 1 hour; zero to leave the orders where they are, as at first.
     * @return completes with the answer.
     * @throws IllegalArgumentException where the grace is out of bounds.
     * @throws BackPressureException    where the queue is full, and so it was not sent.
     */
    public CommandFuture<CommandReport> cancelOnDisconnect(final Duration grace)
    {
        return controls.cancelOnDisconnect(grace);
    }

    /**
     * Has the venue cancel the orders that this connection entered unless this is called again within the timeout. The
     * client never renews the timer by itself: that its thread lives says nothing about the application, which is what
     * the timer is to watch. Call it from where the application decides to trade, a few times within the timeout.
     *
     * @param timeout 1 second to 1 hour; zero to stop the timer.
     * @return completes with the answer; its resultId is the log time, in nanoseconds, at which the timer runs out.
     * @throws IllegalArgumentException where the timeout is out of bounds.
     * @throws BackPressureException    where the queue is full, and so it was not sent.
     */
    public CommandFuture<CommandReport> deadMansTimer(final Duration timeout)
    {
        return controls.deadMansTimer(timeout);
    }

    /**
     * Every instrument, asked of the venue.
     *
     * @return by ascending id.
     * @throws GavelException where no answer comes.
     */
    public List<Instrument> instruments()
    {
        return core.instruments();
    }

    /**
     * An instrument; the venue is asked where this client does not know it.
     *
     * @param symbol of the instrument.
     * @return the instrument.
     * @throws UnknownSymbolException where the venue does not list it.
     */
    public Instrument instrument(final String symbol)
    {
        return core.instrument(symbol);
    }

    /**
     * An account of this participant; any account for an operator.
     *
     * @param accountId the venue's.
     * @return completes with the account, or exceptionally with {@link QueryRejectedException}.
     */
    public CompletableFuture<Account> account(final long accountId)
    {
        final AccountQuery query = new AccountQuery(accountId, core.newFuture());
        core.ask(query);
        return query.future();
    }

    /**
     * The accounts of this participant; every account for an operator.
     *
     * @return by ascending id.
     */
    public CompletableFuture<List<AccountSummary>> accounts()
    {
        final AccountsQuery query = new AccountsQuery(core.newFuture());
        core.ask(query);
        return query.future();
    }

    /**
     * Open orders of this participant. Orders that change while a long list is read may or may not be in it; an
     * order whose future is not complete yet may be missing, since queries do not wait behind commands.
     *
     * @param accountId of the orders; 0 for all accounts.
     * @return in no order that means anything.
     */
    public CompletableFuture<List<OpenOrder>> openOrders(final long accountId)
    {
        final OrdersQuery query = new OrdersQuery(accountId, core.newFuture());
        core.ask(query);
        return query.future();
    }

    /**
     * One open order of this participant.
     *
     * @param orderId the venue's.
     * @return completes with the order, or exceptionally with {@link QueryRejectedException} where it is not open.
     */
    public CompletableFuture<OpenOrder> order(final long orderId)
    {
        return orders.order(orderId, 0);
    }

    /**
     * One open order of this participant.
     *
     * @param clOrdId the client's.
     * @return completes with the order, or exceptionally with {@link QueryRejectedException} where it is not open.
     */
    public CompletableFuture<OpenOrder> orderByClOrdId(final long clOrdId)
    {
        return orders.order(0, clOrdId);
    }

    /**
     * How every instrument trades: phase, collars, last price.
     *
     * @return completes with what the venue knows.
     */
    public CompletableFuture<TradingStates> tradingStates()
    {
        final TradingStatesQuery query = new TradingStatesQuery(core.newFuture());
        core.ask(query);
        return query.future();
    }

    /**
     * The groups of instruments, and where in their trading day they are.
     *
     * @return by ascending id.
     */
    public CompletableFuture<List<InstrumentGroup>> groups()
    {
        final GroupsQuery query = new GroupsQuery(core.newFuture());
        core.ask(query);
        return query.future();
    }

    /**
     * The limits of an account or a participant: one's own; of anybody for operators and risk officers.
     *
     * @param scope   {@code ACCOUNT} or {@code PARTICIPANT}.
     * @param ownerId the account or the participant.
     * @return completes with the limits, or exceptionally with {@link QueryRejectedException}.
     * @throws IllegalArgumentException where there can be no such owner.
     */
    public CompletableFuture<List<RiskLimit>> limits(final Scope scope, final long ownerId)
    {
        final LimitsQuery query = new LimitsQuery(scope, ownerId, core.newFuture());
        core.ask(query);
        return query.future();
    }

    /**
     * Who is logged on, and as what, asked of the venue.
     *
     * @return completes with the answer.
     */
    public CompletableFuture<Identity> self()
    {
        final SelfQuery query = new SelfQuery(core.newFuture());
        core.ask(query);
        return query.future();
    }

    /**
     * An id for an order, &gt; 0 and increasing; unique over the connections of the participant and over restarts. Made
     * of the wall clock's milliseconds at connecting (from 2025 on), a counter and the connection, so it relies on a
     * clock that is not set back between two runs, and on fewer than a million orders a second. It stays below 2^53
     * until 2042.
     *
     * @return the id.
     */
    public long nextClOrdId()
    {
        return clOrdIds.next();
    }

    /**
     * Who is logged on.
     *
     * @return the venue's id of the participant.
     */
    public int participantId()
    {
        return core.participantId();
    }

    /**
     * What an operator, or in part a risk officer, may do.
     *
     * @return the operator's calls, over this connection; say why by {@link GavelOperator#because(String)}.
     */
    public GavelOperator operator()
    {
        return operator;
    }

    /**
     * Logs off, ends the client's thread and media driver, and completes what is unanswered exceptionally with
     * {@link ClientClosedException}. May be called more than once.
     */
    @Override
    public void close()
    {
        core.close();
    }

    /** How to connect: what has no default is members, participant and password. */
    public static final class Context extends ClientContext<Context>
    {
        @Override
        Context self()
        {
            return this;
        }
    }
}
