package io.gavel.client;

import io.gavel.schema.AccountStatus;
import io.gavel.schema.Scope;
import java.util.concurrent.CompletableFuture;

/** What an operator or a risk officer may do to bound and stop trading. Fails as {@link GavelOperator} does. */
public interface RiskDesk
{
    /**
     * Sets a limit, or takes it away.
     *
     * @param limit its {@link RiskLimit#cleared()} to take it away.
     * @return the report.
     * @throws UnknownSymbolException where the venue does not list the limit's symbol.
     */
    CompletableFuture<AdminReport> setLimit(RiskLimit limit);

    /**
     * Engages a kill switch: cancels every order in scope, and refuses new ones until it is released.
     *
     * @param scope   whom it binds.
     * @param ownerId the account or the participant; 0 for the market.
     * @return the report.
     */
    CompletableFuture<AdminReport> kill(Scope scope, long ownerId);

    /**
     * Releases a kill switch; what it cancelled stays cancelled.
     *
     * @param scope   whom it binds.
     * @param ownerId the account or the participant; 0 for the market.
     * @return the report.
     */
    CompletableFuture<AdminReport> release(Scope scope, long ownerId);

    /**
     * Gives an account another status. {@code SUSPENDED} and {@code CLOSED} cancel its orders; {@code CLOSED} is for
     * good, and needs an empty account.
     *
     * @param accountId the venue's.
     * @param status    from now on.
     * @return the report.
     */
    CompletableFuture<AdminReport> setAccountStatus(long accountId, AccountStatus status);

    /**
     * Cancels the orders that fit, of anybody.
     *
     * @param participantId whose; {@link GavelOperator#NO_PARTICIPANT} for everybody's.
     * @param filter        which of them.
     * @return the report; its resultId is 1 where some orders are still being cancelled, else 0.
     * @throws UnknownSymbolException where the venue does not list the filter's symbol.
     */
    CompletableFuture<AdminReport> cancelOrders(int participantId, MassCancel filter);
}
