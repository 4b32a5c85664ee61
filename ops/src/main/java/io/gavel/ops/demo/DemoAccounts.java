package io.gavel.ops.demo;

import io.gavel.client.AdminReport;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.ops.venue.VenueFile;
import io.gavel.schema.Role;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Makes what the demo needs, as an operator: instruments, participants, and accounts with money and shares.
 */
final class DemoAccounts
{
    /** Who a person at the keyboard is, where a command names nobody. */
    static final String PERSON = "alice";

    private static final BigDecimal TRADER_CASH = new BigDecimal("1000000000");
    private static final BigDecimal PERSON_CASH = new BigDecimal("1000000");
    private static final long TRADER_SHARES = 10_000_000;
    private static final long PERSON_SHARES = 1_000;

    private final LocalVenue venue;
    private final DemoMarket market;
    private final SecureRandom random = new SecureRandom();

    DemoAccounts(final LocalVenue venue, final DemoMarket market)
    {
        this.venue = venue;
        this.market = market;
    }

    /**
     * A participant with one account.
     *
     * @param name      by which it logs on.
     * @param password  its secret.
     * @param accountId its account.
     */
    record Funded(String name, char[] password, long accountId)
    {
    }

    /**
     * Makes everything.
     *
     * @param traders names of the simulated ones.
     * @return the simulated participants, in that order.
     * @throws IOException          where the venue's file cannot be written.
     * @throws InterruptedException where the thread is interrupted.
     */
    List<Funded> create(final List<String> traders) throws IOException, InterruptedException
    {
        try (GavelClient client = connectOperator(venue))
        {
            final GavelOperator operator = client.operator().because("demo");
            for (final DemoMarket.Listing listing : market.listings())
            {
                resultOf(operator.addInstrument(
                    listing.symbol(), DemoMarket.CURRENCY, DemoMarket.Listing.TICK, DemoMarket.Listing.LOT));
            }
            final List<Funded> funded = new ArrayList<>();
            for (final String trader : traders)
            {
                funded.add(fund(operator, trader, TRADER_CASH, TRADER_SHARES));
            }
            fund(operator, PERSON, PERSON_CASH, PERSON_SHARES);
            return funded;
        }
    }

    /**
     * Logs on as the venue's operator, on a connection that no command of a person uses.
     *
     * @param venue whose operator.
     * @return a client that is connected.
     */
    static GavelClient connectOperator(final LocalVenue venue)
    {
        return GavelClient.connect(new GavelClient.Context().members(venue.members().toString())
            .participant(VenueFile.OPERATOR).password(venue.operatorPassword()).connectionId(0));
    }

    private Funded fund(final GavelOperator operator, final String name, final BigDecimal cash, final long shares)
        throws IOException, InterruptedException
    {
        final byte[] secret = new byte[18];
        random.nextBytes(secret);
        final char[] password = Base64.getUrlEncoder().withoutPadding().encodeToString(secret).toCharArray();
        final long participantId = resultOf(operator.addParticipant(name, password, Role.TRADER));
        final long accountId = resultOf(operator.addAccount((int)participantId));
        final List<CompletableFuture<AdminReport>> deposits = new ArrayList<>();
        deposits.add(operator.depositCash(accountId, DemoMarket.CURRENCY, cash));
        for (final DemoMarket.Listing listing : market.listings())
        {
            deposits.add(operator.depositShares(accountId, listing.symbol(), shares));
        }
        for (final CompletableFuture<AdminReport> deposit : deposits)
        {
            resultOf(deposit);
        }
        venue.putPassword(name, password, PERSON.equals(name));
        return new Funded(name, password, accountId);
    }

    private static long resultOf(final CompletableFuture<AdminReport> answer) throws InterruptedException
    {
        final AdminReport report = VenueOptions.await(answer);
        if (report.isRejected())
        {
            throw new CommandFailure("the venue refused what the demo needs: " + report.rejectReason());
        }
        return report.resultId();
    }
}
