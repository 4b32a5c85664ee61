package io.gavel.ops.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/**
 * A command of an operator or a risk officer, who has to say why.
 */
public abstract class OperatorCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Mixin
    private Reason reason;

    @Override
    public final Integer call() throws IOException, InterruptedException
    {
        check();
        try (GavelClient client = venue.connectOperator(output))
        {
            run(client, reason.of(client.operator()));
            return 0;
        }
    }

    /**
     * Checks the arguments before anything is sent.
     *
     * @throws IOException          where a file cannot be read.
     * @throws InterruptedException where the thread is interrupted.
     */
    protected void check() throws IOException, InterruptedException
    {
    }

    /**
     * Does it, and prints what came of it.
     *
     * @param client   that is logged on.
     * @param operator with the reason that was given.
     * @throws InterruptedException where the thread is interrupted.
     */
    protected abstract void run(GavelClient client, GavelOperator operator) throws InterruptedException;

    /**
     * The venue that it is for.
     *
     * @return as the options say.
     */
    protected final VenueOptions venue()
    {
        return venue;
    }

    /**
     * The command's output.
     *
     * @return for results and wrong arguments.
     */
    protected final Output output()
    {
        return output;
    }

    /**
     * Prints what was done.
     *
     * @param document for {@code --json}.
     * @param text     for a person.
     */
    protected final void done(final ObjectNode document, final String text)
    {
        output.print(document, text);
    }
}
