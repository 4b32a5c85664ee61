package io.gavel.ops.trading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.Account;
import io.gavel.client.AccountSummary;
import io.gavel.client.GavelClient;
import io.gavel.client.Participant;
import io.gavel.client.QueryRejectedException;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.CommandGroup;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Rejections;
import io.gavel.ops.cli.Table;
import io.gavel.ops.cli.VenueOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Accounts and what is in them.
 */
@Command(
    name = "account",
    synopsisSubcommandLabel = "COMMAND",
    description = "Show, list, create, and deposit to and withdraw from accounts.",
    subcommands = {
        AccountCommand.Show.class,
        AccountCommand.ListAll.class,
        AccountCommand.Create.class,
        AccountTransferCommand.Deposit.class,
        AccountTransferCommand.Withdraw.class,
    })
public final class AccountCommand extends CommandGroup
{
    /** Shows one account. */
    @Command(name = "show", description = "Show an account's cash and shares.")
    static final class Show implements Callable<Integer>
    {
        @Mixin
        private Output output;

        @Mixin
        private VenueOptions venue;

        @Parameters(index = "0", arity = "0..1", paramLabel = "ACCOUNT", description =
            "Its id, for which an operator asks (default: the trader's only one).")
        private Long accountId;

        @Override
        public Integer call() throws IOException, InterruptedException
        {
            try (GavelClient client = accountId == null ? venue.connectTrader(output, report ->
            {
            }) : venue.connectOperator(output))
            {
                final long id = OrderDocuments.accountOf(client, accountId == null ? 0 : accountId);
                print(VenueOptions.await(client.account(id)));
                return 0;
            }
            catch (final QueryRejectedException e)
            {
                throw new CommandFailure("account " + accountId + ": " + Rejections.sentence(e.reason()), e);
            }
        }

        private void print(final Account account)
        {
            final ObjectNode document = Output.object().put("accountId", account.accountId())
                .put("participantId", account.participantId());
            final ArrayNode cash = document.putArray("cash");
            final ArrayNode holdings = document.putArray("holdings");
            final Table table = new Table("WHAT", ">BALANCE", ">HELD", ">AVAILABLE");
            for (final Account.Cash each : account.cash())
            {
                cash.addObject().put("currency", each.currency()).put("balance", each.balance().toPlainString())
                    .put("held", each.held().toPlainString()).put("available", each.available().toPlainString());
                table.row(each.currency(), each.balance().toPlainString(), each.held().toPlainString(),
                    each.available().toPlainString());
            }
            for (final Account.Holding each : account.holdings())
            {
                holdings.addObject().put("symbol", each.instrument().symbol()).put("quantity", each.quantity())
                    .put("held", each.held()).put("available", each.available());
                table.row(each.instrument().symbol(), each.quantity(), each.held(), each.available());
            }
            final String title = "account " + account.accountId() + " of participant " + account.participantId();
            output.print(document,
                cash.isEmpty() && holdings.isEmpty() ? title + " is empty" : title + "\n" + table);
        }
    }

    /** Lists accounts. */
    @Command(name = "list", description = "List every account; with --participant those of that participant.")
    static final class ListAll implements Callable<Integer>
    {
        @Mixin
        private Output output;

        @Mixin
        private VenueOptions venue;

        @Override
        public Integer call() throws IOException, InterruptedException
        {
            try (GavelClient client = venue.connectOperator(output))
            {
                final ObjectNode document = Output.object();
                final ArrayNode rows = document.putArray("accounts");
                final Table table = new Table(">ACCOUNT", ">PARTICIPANT");
                for (final AccountSummary account : VenueOptions.await(client.accounts()))
                {
                    rows.addObject().put("accountId", account.accountId())
                        .put("participantId", account.participantId());
                    table.row(account.accountId(), account.participantId());
                }
                output.print(document, rows.isEmpty() ? "no accounts" : table.toString());
                return 0;
            }
        }
    }

    /** Opens an account. */
    @Command(name = "create", description = "Open an account for a participant.")
    static final class Create implements Callable<Integer>
    {
        @Mixin
        private Output output;

        @Mixin
        private VenueOptions venue;

        @Option(names = "--for", required = true, paramLabel = "NAME", description = "Who owns it: name or id.")
        private String owner;

        @Override
        public Integer call() throws IOException, InterruptedException
        {
            try (GavelClient client = venue.connectOperator(output))
            {
                final List<Participant> participants = VenueOptions.await(client.operator().participants());
                final Participant found = participants.stream()
                    .filter(each -> each.name().equals(owner) || owner.equals(Integer.toString(each.participantId())))
                    .findFirst().orElseThrow(() -> output.wrongArgument(
                    "--for " + owner + ": there is no such participant (./gavel participant list)"));
                final long accountId = AdminReports.resultOf(client.operator().addAccount(found.participantId()));
                output.print(Output.object().put("accountId", accountId)
                    .put("participantId", found.participantId()).put("participant", found.name()),
                    "account " + accountId + " of " + found.name() + " is open");
                return 0;
            }
        }
    }
}
